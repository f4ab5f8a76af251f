package org.grantlet.sample;

import java.net.URI;
import java.util.Map;
import org.grantlet.testing.TestBrowser;

/** The sample by HTTP alone. */
final class SampleTarget {
  private SampleTarget() {}

  /** A login URL of a user of the sample, who has to choose a provider: a login stops there. */
  static String loginUrlOf(String sample, String user) {
    TestBrowser browser = new TestBrowser();
    browser.post(URI.create(sample + "/sign-in"), Map.of("user", user));
    return browser
        .post(URI.create(sample + "/accounts/connect"), Map.of("provider", "*"))
        .headers()
        .firstValue("Location")
        .orElseThrow();
  }
}
