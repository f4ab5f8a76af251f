package org.grantlet.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantClient;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.grantlet.GrantSpec;
import org.grantlet.GrantStatus;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.internal.engine.TestEngine;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.RawServer;
import org.grantlet.testing.Rotation;
import org.grantlet.testing.TestProvider;

/** A grant of a provider that rotates refresh tokens, and an API on a socket. */
final class CallFixture implements AutoCloseable {
  static final String OK = reply("200 OK", "ok");
  static final String UNAUTHORIZED = reply("401 Unauthorized", "no");

  final MutableClock clock = MutableClock.atNow();
  final TestProvider provider = TestProvider.start().clock(clock).rotation(Rotation.STRICT);
  final List<String> expired = new CopyOnWriteArrayList<>();

  /** What the API answers to a request; null for none, empty to hang up. */
  volatile UnaryOperator<String> answers = request -> OK;

  final RawServer api = RawServer.start(this::answer);
  final Grantlet grantlet;
  final Grant grant;
  final GrantClient client;

  CallFixture() {
    this(false);
  }

  /** With a provider that has no UserInfo endpoint, if plain. */
  CallFixture(boolean plain) {
    if (plain) {
      provider.withoutIdentity();
    }
    grantlet =
        TestEngine.builder()
            .clock(clock)
            .providerTimeout(Duration.ofSeconds(30))
            .listener(new Ear())
            .integration(
                "acme",
                TestEngine.spec(plain ? provider.oauthSettings() : provider.openIdSettings())
                    .scope(plain ? new String[] {"email"} : new String[] {"openid", "email"})
                    .setting("api_base", "http://127.0.0.1:" + api.port() + "/v1")
                    .build())
            .build();
    String refreshToken = provider.issueRefreshToken("openid email");
    grant =
        grantlet
            .grants()
            .create(
                "acme",
                new GrantSpec(Map.of("refresh_token", refreshToken), null, null, null, "a"));
    client = grantlet.client(grant.id());
    clock.advance(Duration.ofMinutes(1)); // the token is not young any more
    provider.forgetRequests();
  }

  static String reply(String status, String body, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("Content-Length: ").append(body.length()).append("\r\n\r\n") + body;
  }

  private boolean answer(Socket socket, String request, int number, int nth) throws IOException {
    String reply = answers.apply(request);
    if (reply != null) {
      RawServer.write(socket, reply);
    }
    return !"".equals(reply);
  }

  static String header(String request, String name) {
    return request
        .lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  /** The API takes all tokens but the present one. */
  void refuseThePresentToken() {
    String old = token();
    answers = request -> header(request, "Authorization").endsWith(old) ? UNAUTHORIZED : OK;
  }

  String token() {
    return grantlet.grants().accessToken(grant.id()).value();
  }

  HttpRequest.Builder request() {
    return HttpRequest.newBuilder(client.uri("events")).timeout(Duration.ofSeconds(60));
  }

  HttpResponse<String> get() throws IOException {
    return client.send(request().build(), BodyHandlers.ofString());
  }

  GrantStatus status() {
    return grantlet.grants().get(grant.id()).status();
  }

  static void assertFails(ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(GrantletException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Override
  public void close() {
    grantlet.close();
    provider.close();
    api.close();
  }

  private final class Ear implements GrantListener {
    @Override
    public void grantExpired(GrantEvent event) {
      expired.add(event.grant().id());
    }
  }
}
