package org.grantlet.internal.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.grantlet.GrantletException;
import org.grantlet.internal.detection.ProviderDetection.Known;
import org.grantlet.provider.MailServers;
import org.grantlet.testing.DnsServer;
import org.grantlet.testing.Patience;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Email addresses and the providers behind them, with a DNS server of our own. */
@Timeout(180)
class ProviderDetectionTest {
  private static final List<Known> KNOWN =
      List.of(
          new Known("google", List.of("gmail.com"), List.of("google.com")),
          new Known("microsoft", List.of("outlook.com"), List.of("outlook.com")));

  private final DnsServer dns =
      DnsServer.start()
          .mx("corp.example", "20 mx2.elsewhere.example", "5 aspmx.L.Google.com")
          .mx("office.example", "10 office-example.mail.protection.outlook.com")
          .mx("trap.example", "10 notgoogle.com", "20 google.com.evil.example")
          .mx("nomail.example", "0 .")
          .mx("xn--bcher-kva.example", "10 google.com");
  private final ProviderDetection detection =
      new ProviderDetection(() -> KNOWN, MailServers.byDns(dns.address()));

  @AfterEach
  void stop() {
    detection.close();
    dns.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ada@gmail.com, google",
    "Ada@GMail.COM, google",
    "ada@corp.example, google",
    "ada@office.example, microsoft",
    "ada@bücher.example, google",
    "ada@trap.example,",
    "ada@nomail.example,",
    "ada@unknown.example,"
  })
  void detect_byDomainThenByMailServer(String email, String provider) {
    awaitDetected(email, provider);
  }

  /** An answer that comes too late is as good as none, so the question is asked again. */
  private void awaitDetected(String email, @Nullable String provider) {
    Patience.await(email)
        .untilAsserted(
            () -> assertThat(detection.detect(email)).isEqualTo(Optional.ofNullable(provider)));
  }

  @Test
  void knownDomain_isNotAskedFor_andAnAnswerIsKept() {
    awaitDetected("ada@gmail.com", "google");
    assertThat(dns.questions()).isEmpty();
    awaitDetected("ada@corp.example", "google");
    awaitKept("grace@corp.example");
    awaitKept("ada@unknown.example");
    assertThat(dns.questions()).containsOnly("corp.example", "unknown.example");
  }

  private void awaitKept(String email) {
    Patience.await(email + " is kept")
        .until(
            () -> {
              int before = dns.questions().size();
              detection.detect(email);
              return dns.questions().size() == before;
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "@gmail.com",
        "ada@",
        "ada@localhost",
        "a b@gmail.com",
        "ada@@gmail.com",
        "ada@gmail..com",
        "ada@-x.example",
        "ada@127.0.0.1:53/x",
        "ada@example.com/../x",
        "ada\n@gmail.com"
      })
  void noAddress_isRefused_andNobodyIsAsked(String email) {
    assertThatThrownBy(() -> detection.detect(email))
        .isInstanceOf(GrantletException.class)
        .hasMessageStartingWith("email ");
    assertThat(dns.questions()).isEmpty();
  }

  @Test
  void longAddress_isRefused() {
    assertThatThrownBy(() -> detection.detect("a@" + "x.".repeat(130) + "example"))
        .isInstanceOf(GrantletException.class);
    assertThatThrownBy(() -> detection.detect("a".repeat(65) + "@gmail.com"))
        .isInstanceOf(GrantletException.class);
  }

  @Test
  void silentServer_costsTwoSecondsAtMost_andIsAskedAgain() {
    dns.silent(true);
    long begun = System.nanoTime();
    assertThat(detection.detect("ada@corp.example")).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    dns.silent(false);
    awaitDetected("ada@corp.example", "google");
  }

  @Test
  void noServer_meansNotDetected() {
    dns.close();
    assertThat(detection.detect("ada@corp.example")).isEmpty();
  }

  @Test
  void none_asksNobody() {
    try (ProviderDetection off = new ProviderDetection(() -> KNOWN, MailServers.none())) {
      assertThat(off.detect("ada@corp.example")).isEmpty();
      assertThat(off.detect("ada@gmail.com")).contains("google");
    }
  }

  @Test
  void manyQuestionsAtOnce_areBounded_andNobodyHangs() {
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger asking = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    MailServers hanging =
        domain -> {
          most.accumulateAndGet(asking.incrementAndGet(), Math::max);
          try {
            end.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          } finally {
            asking.decrementAndGet(); // those who come after two seconds may ask
          }
          return List.of();
        };
    try (ProviderDetection busy = new ProviderDetection(() -> KNOWN, hanging)) {
      List<CompletableFuture<Optional<String>>> callers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        String email = "ada@d" + i + ".example";
        callers.add(
            CompletableFuture.supplyAsync(
                () -> busy.detect(email), work -> new Thread(work).start()));
      }
      callers.forEach(caller -> assertThat(caller.join()).isEmpty());
      assertThat(most.get()).isLessThanOrEqualTo(8);
      end.countDown();
    }
  }
}
