package org.grantlet.spring.client;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.grantlet.Grant;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.grantlet.GrantSpec;
import org.grantlet.Grantlet;
import org.grantlet.internal.engine.TestEngine;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.RawServer;
import org.grantlet.testing.TestProvider;

/** A grant, the API of its provider, and a server of somebody else. */
final class Api implements AutoCloseable {
  static final String UNAUTHORIZED = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno";

  /** A second host of the API, to which nothing is sent in these tests. */
  static final String HOST = "api.example.com";

  final MutableClock clock = MutableClock.atNow();
  final TestProvider provider = TestProvider.start().clock(clock);
  final List<String> expired = new CopyOnWriteArrayList<>();

  /** What the API answers to a request. */
  volatile UnaryOperator<String> answers = request -> ok("ok");

  final RawServer server = RawServer.start(this::answer);
  final RawServer other = RawServer.start(this::answer);
  final Grantlet grantlet =
      TestEngine.builder()
          .clock(clock)
          .listener(
              new GrantListener() {
                @Override
                public void grantExpired(GrantEvent event) {
                  expired.add(event.grant().id());
                }
              })
          .integration(
              "acme",
              TestEngine.spec(provider.openIdSettings(), "openid", "email")
                  .setting("api_base", "http://127.0.0.1:" + server.port() + "/v1/")
                  .setting("api_hosts", HOST)
                  .build())
          .build();
  final Grant grant =
      grantlet
          .grants()
          .create(
              "acme",
              new GrantSpec(
                  Map.of("refresh_token", provider.issueRefreshToken("openid email")),
                  null,
                  null,
                  null,
                  "account"));

  Api() {
    renew();
  }

  /** As at the beginning of a test: a grant whose token is not young, and no request yet. */
  void renew() {
    grantlet.grants().refresh(grant.id());
    clock.advance(java.time.Duration.ofMinutes(1));
    provider.forgetRequests();
    answers = request -> ok("ok");
  }

  private boolean answer(Socket socket, String request, int number, int nth) throws IOException {
    RawServer.write(socket, answers.apply(request));
    return true;
  }

  static String ok(String body, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("Content-Length: ").append(body.length()).append("\r\n\r\n") + body;
  }

  static String redirect(int status, String location) {
    return "HTTP/1.1 "
        + status
        + " There\r\nLocation: "
        + location
        + "\r\nContent-Length: 0\r\n\r\n";
  }

  /** The API takes all tokens but the present one. */
  void refuseThePresentToken() {
    String old = token();
    answers = request -> request.contains(old) ? UNAUTHORIZED : ok("ok");
  }

  String token() {
    return grantlet.grants().accessToken(grant.id()).value();
  }

  /** The last request that the API got. */
  String last() {
    List<String> all = server.requests();
    return all.get(all.size() - 1);
  }

  @Override
  public void close() {
    grantlet.close();
    provider.close();
    server.close();
    other.close();
  }
}
