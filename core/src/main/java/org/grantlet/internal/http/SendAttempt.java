package org.grantlet.internal.http;

import java.io.IOException;
import org.grantlet.httpclient.client5.http.protocol.HttpClientContext;
import org.grantlet.httpclient.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** What the parts of the client have to know of one attempt to send. For one thread. */
final class SendAttempt extends HttpClientContext {
  private final Deadline deadline;
  private final boolean onNewConnection;
  private final boolean repeatable;
  private final @Nullable HttpHost proxy;
  private boolean connected;
  private boolean tunnelRefused;

  /** The connection was kept, where a new one is wanted. */
  static final class KeptConnectionException extends IOException {
    KeptConnectionException() {
      super("a connection that was kept");
    }
  }

  SendAttempt(
      Deadline deadline, boolean onNewConnection, boolean repeatable, @Nullable HttpHost proxy) {
    this.deadline = deadline;
    this.onNewConnection = onNewConnection;
    this.repeatable = repeatable;
    this.proxy = proxy;
  }

  Deadline deadline() {
    return deadline;
  }

  @Nullable HttpHost proxy() {
    return proxy;
  }

  void connects() {
    connected = true;
  }

  /** Whether its connection was there before. */
  boolean isOnKeptConnection() {
    return !connected;
  }

  boolean wantsNewConnection() {
    return onNewConnection;
  }

  boolean isRepeatable() {
    return repeatable;
  }

  void proxyAnswers(int status) {
    tunnelRefused = status / 100 != 2;
  }

  /** Then the answer is the proxy's, whatever it looks like. */
  boolean isTunnelRefused() {
    return tunnelRefused;
  }
}
