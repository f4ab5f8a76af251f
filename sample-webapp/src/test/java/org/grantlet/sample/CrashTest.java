package org.grantlet.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.grantlet.testing.Ports;
import org.grantlet.testing.TestBrowser;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sample that is killed while people come back from their provider. */
@Timeout(240)
class CrashTest {
  private static final int ROUNDS = 5;
  private static final int CALLBACKS = 40;

  /** Everything that there is to log, except by Jetty, which logs each request as it came. */
  private static final String TRACE =
      """
      <configuration>
        <appender name="STDERR" class="ch.qos.logback.core.ConsoleAppender">
          <target>System.err</target>
          <encoder><pattern>%level %logger %msg%n</pattern></encoder>
        </appender>
        <root level="TRACE"><appender-ref ref="STDERR" /></root>
        <logger name="org.eclipse.jetty" level="INFO" />
      </configuration>
      """;

  @TempDir private Path folder;
  private final Random random = new Random();
  private final AtomicInteger people = new AtomicInteger();

  private SampleProcess start(int port, TestProvider provider) throws IOException {
    Map<String, String> properties = new HashMap<>(Backends.common(provider));
    properties.put("grantlet.store", "jdbc:h2:file:./data/grantlet");
    properties.put("logback.configurationFile", folder.resolve("trace.xml").toString());
    return SampleProcess.start(folder, properties, "--port", String.valueOf(port));
  }

  /** A person who has consented at the provider, and now comes back. */
  private Runnable onTheWayBack(SampleApi api, TestProvider provider, List<String> told)
      throws Exception {
    TestBrowser browser = new TestBrowser();
    URI location =
        URI.create(browser.get(api.loginUrl()).headers().firstValue("Location").orElseThrow());
    int person = people.incrementAndGet();
    provider.user(new TestUser("subject-" + person, person + "@example.com", "Person " + person));
    URI callback = provider.authorize(location).uri();
    return () -> {
      String redirect = redirectOf(browser, callback);
      if (redirect.contains("success=true")) {
        synchronized (told) {
          told.add(redirect.replaceAll(".*[?&]grant_id=([^&]*).*", "$1"));
        }
      }
    };
  }

  /** Where the callback sends the browser; nowhere, if the sample dies before it answers. */
  private static String redirectOf(TestBrowser browser, URI callback) {
    try {
      return browser.get(callback).headers().firstValue("Location").orElse("");
    } catch (AssertionError noAnswer) {
      return "";
    }
  }

  @Test
  void killedAtRandomMoments_itHasEveryGrantThatABrowserWasToldOf() throws Exception {
    Files.writeString(folder.resolve("trace.xml"), TRACE);
    List<String> told = new ArrayList<>();
    int port = Ports.free();
    try (TestProvider provider = TestProvider.start()) {
      for (int round = 0; round < ROUNDS; round++) {
        try (SampleProcess sample = start(port, provider)) {
          SampleApi api = new SampleApi(sample.url());
          assertAllThere(api, told);
          comeBackAndKill(sample, api, provider, told);
        }
      }
      try (SampleProcess sample = start(port, provider)) {
        assertAllThere(new SampleApi(sample.url()), told);
      }
      assertNoSecretsOnDisk(provider);
    }
    assertThat(told).as("some came home before the crashes").hasSizeGreaterThan(ROUNDS);
    assertThat(told).as("and some did not").hasSizeLessThan(ROUNDS * CALLBACKS);
  }

  private void comeBackAndKill(
      SampleProcess sample, SampleApi api, TestProvider provider, List<String> told)
      throws Exception {
    List<Runnable> comers = new ArrayList<>();
    for (int i = 0; i < CALLBACKS; i++) {
      comers.add(onTheWayBack(api, provider, told));
    }
    AtomicInteger before = new AtomicInteger(2 + random.nextInt(CALLBACKS / 2));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (Runnable comer : comers) {
        threads.execute(
            () -> {
              comer.run();
              if (before.decrementAndGet() == 0) {
                sample.kill(); // while seven are under way
              }
            });
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  private static void assertAllThere(SampleApi api, List<String> told) throws Exception {
    for (String grant : told) {
      assertThat(api.token(grant).statusCode()).as("grant " + grant).isEqualTo(200);
    }
  }

  private void assertNoSecretsOnDisk(TestProvider provider) throws IOException {
    assertThat(Files.readString(folder.resolve("log"))).contains("DEBUG com.zaxxer.hikari");
    assertThat(Files.readString(folder.resolve("data/grantlet.mv.db"), ISO_8859_1))
        .as("values that are not secret can be seen there")
        .contains("subject-1");
    Secrets.assertNoneBelow(folder, provider);
  }
}
