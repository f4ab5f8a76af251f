package org.grantlet.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.grantlet.internal.text.Reason;
import org.grantlet.testing.Patience;
import org.grantlet.testing.RawServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The look-up of names belongs to a call: its time, and what was checked of its result. */
@Timeout(180)
class NamesTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final RawServer server =
      RawServer.start(
          (socket, request, number, nth) -> {
            RawServer.reply(socket, "{}");
            return true;
          });

  @AfterEach
  void stop() {
    server.close();
  }

  private String call(EndpointPolicy policy, Duration limit, NameLookup.Resolver names) {
    try (HttpTransport transport =
        new HttpTransport(policy, new HttpSettings().names(names), limit)) {
      return "answered "
          + transport
              .send(HttpRequest.get(URI.create("https://evil.test:" + server.port() + "/")))
              .status();
    } catch (IOException e) {
      return Reason.of(e);
    }
  }

  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }

  /** DNS rebinding: a public address for the check, an inner one for the connection. */
  @Test
  void name_isLookedUpOnce_andWhatWasCheckedIsConnected() {
    String end =
        call(
            new EndpointPolicy(false, false),
            Duration.ofSeconds(1),
            name ->
                new InetAddress[] {
                  address(asked.incrementAndGet() == 1 ? "1.0.0.0" : "127.0.0.1")
                });
    assertThat(end).doesNotContain("answered");
    assertThat(asked.get()).isEqualTo(1);
    assertThat(server.connections()).isZero();
  }

  @Test
  void oneInnerAddressAmongOthers_isRefused_beforeAnyIsConnected() {
    String end =
        call(
            new EndpointPolicy(false, false),
            Duration.ofSeconds(20),
            name -> new InetAddress[] {address("1.0.0.0"), address("127.0.0.1")});
    assertThat(end)
        .isEqualTo(
            "evil.test leads to a private address (allowed by grantlet.insecure-loopback=true)");
    assertThat(server.connections()).isZero();
  }

  /** Webhooks have a policy of their own, whose messages name its key. */
  @Test
  void nameOfAWebhook_thatLeadsInside_isRefused_byItsOwnKey() {
    EndpointPolicy webhooks =
        new EndpointPolicy(false, false, "grantlet.webhook-private-endpoints");
    assertThat(
            call(webhooks, Duration.ofSeconds(20), name -> new InetAddress[] {address("10.1.2.3")}))
        .isEqualTo(
            "evil.test leads to a private address (allowed by"
                + " grantlet.webhook-private-endpoints=true)");
    assertThat(
            call(
                webhooks, Duration.ofSeconds(20), name -> new InetAddress[] {address("127.0.0.1")}))
        .isEqualTo(
            "evil.test leads to a private address (allowed by grantlet.insecure-loopback=true)");
    assertThat(server.connections()).isZero();
  }

  @Test
  void lookUpThatHangs_endsInTime() {
    CountDownLatch over = new CountDownLatch(1);
    long start = System.nanoTime();
    String end =
        call(
            new EndpointPolicy(true, false),
            Duration.ofSeconds(1),
            name -> {
              try {
                over.await();
              } catch (InterruptedException e) {
                throw new UnknownHostException("interrupted at the end");
              }
              return new InetAddress[] {address("127.0.0.1")};
            });
    assertThat(end)
        .startsWith("no answer within 1 s: the name evil.test was not looked up in time");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    over.countDown();
  }

  @Test
  void nameThatIsNone_isSaid() {
    assertThat(
            call(
                new EndpointPolicy(true, false),
                Duration.ofSeconds(20),
                name -> {
                  throw new UnknownHostException(name);
                }))
        .isEqualTo("the name evil.test cannot be resolved: UnknownHostException evil.test");
  }

  @Test
  void nameWithoutAddress_isSaid() {
    assertThat(
            call(
                new EndpointPolicy(true, false),
                Duration.ofSeconds(20),
                name -> new InetAddress[0]))
        .isEqualTo("evil.test has no address");
  }

  /** Many who wait for one name cost one thread. */
  @Test
  void sameName_isLookedUpOnceAtATime() throws Exception {
    CountDownLatch under = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    NameLookup lookup =
        new NameLookup(
            name -> {
              asked.incrementAndGet();
              under.countDown();
              try {
                go.await();
              } catch (InterruptedException e) {
                throw new UnknownHostException(name);
              }
              return new InetAddress[] {address("127.0.0.1")};
            });
    try (lookup) {
      Thread first = new Thread(() -> assertThat(addresses(lookup)).isEqualTo(1));
      first.start();
      under.await();
      Thread second = new Thread(() -> assertThat(addresses(lookup)).isEqualTo(1));
      second.start();
      Patience.await("the second waits")
          .until(() -> second.getState() == Thread.State.TIMED_WAITING);
      go.countDown();
      first.join();
      second.join();
      assertThat(asked.get()).isEqualTo(1);
      assertThat(addresses(lookup)).isEqualTo(1);
      assertThat(asked.get()).isEqualTo(2);
    }
  }

  private static int addresses(NameLookup lookup) {
    try {
      return lookup.addresses("a.test", Duration.ofSeconds(20).toNanos()).length;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
