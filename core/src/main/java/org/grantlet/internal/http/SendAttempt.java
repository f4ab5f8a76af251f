package org.grantlet.internal.http;

import java.io.IOException;
import org.grantlet.httpclient.client5.http.protocol.HttpClientContext;
import org.grantlet.httpclient.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** One attempt to send, as the parts of the client see it. For one thread. */
final class SendAttempt extends HttpClientContext {
  private final Deadline deadline;
  private final boolean onNewConnection;
  private final boolean repeatable;
  private final @Nullable HttpHost proxy;
  private boolean connected;
  private boolean tunnelRefused;

  /** The connection is a pooled one, but the attempt needs a new one. */
  static final class PooledConnectionException extends IOException {
    PooledConnectionException() {
      super("a pooled connection");
    }
  }

  /** The other side had closed a pooled connection: there is not a byte of a response. */
  static final class StaleConnectionException extends IOException {
    StaleConnectionException(@Nullable IOException cause) {
      super("the provider closed the connection without an answer", cause);
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

  /** Whether its connection is from the pool. */
  boolean isOnPooledConnection() {
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

  /** Whether the response is the proxy's own. */
  boolean isTunnelRefused() {
    return tunnelRefused;
  }
}
