package org.grantlet.internal.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.grantlet.internal.text.Reason;
import org.grantlet.testing.RawServer;
import org.junit.jupiter.api.AfterEach;

/** The transport on the wire, with a server that does as a test says. */
abstract class WireFixture {
  static final Duration PATIENT = Duration.ofSeconds(20);
  static final EndpointPolicy LOOPBACK = new EndpointPolicy(true, false);
  static final String OK = "{\"ok\":1}";

  RawServer server;
  HttpTransport transport = new HttpTransport(LOOPBACK, new HttpSettings(), PATIENT);

  @AfterEach
  final void stop() {
    transport.close();
    server.close();
  }

  final void serve(RawServer.Handler handler) {
    server = RawServer.start(handler);
  }

  final URI uri() {
    return URI.create("http://127.0.0.1:" + server.port() + "/token?x=%2F");
  }

  final HttpRequest post() {
    return new HttpRequest("POST", uri()).body("text/plain", "code=1");
  }

  /** Why a request fails; the status of the answer if it does not. */
  final String failure(HttpRequest request) {
    try {
      return "answered " + transport.send(request).status();
    } catch (IOException e) {
      return Reason.of(e);
    }
  }
}
