package org.grantlet.sample;

import java.net.URI;
import java.util.Map;
import org.grantlet.testing.TestBrowser;

/** The sample by HTTP alone. */
final class SampleTarget {
  private SampleTarget() {}

  /** A login URL that a user of the sample asked for. */
  static String loginUrlOf(String sample, String user) {
    TestBrowser browser = new TestBrowser();
    browser.post(URI.create(sample + "/sign-in"), Map.of("user", user));
    return browser
        .post(URI.create(sample + "/accounts/connect"), Map.of("provider", "demo"))
        .headers()
        .firstValue("Location")
        .orElseThrow();
  }
}
