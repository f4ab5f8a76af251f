package org.grantlet.internal.http;

import java.io.IOException;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.grantlet.httpclient.client5.http.ssl.DefaultClientTlsStrategy;
import org.grantlet.httpclient.client5.http.ssl.HostnameVerificationPolicy;
import org.grantlet.httpclient.client5.http.ssl.TlsSocketStrategy;
import org.grantlet.httpclient.core5.http.protocol.HttpContext;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;

/**
 * TLS with the JVM's own keys, which are read for the first connection that needs them: that takes
 * long, and providers in tests are on loopback without TLS. Thread-safe.
 */
final class LateTls implements TlsSocketStrategy {
  private volatile @Nullable TlsSocketStrategy made;

  /** TLS with these keys. */
  static TlsSocketStrategy with(SSLContext keys) {
    return new DefaultClientTlsStrategy(
        keys, null, null, null, HostnameVerificationPolicy.BUILTIN, null);
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String target, int port, @Nullable Object attachment, HttpContext context)
      throws IOException {
    TlsSocketStrategy strategy = made;
    if (strategy == null) { // twice does no harm: the JVM has one context
      strategy = with(keys());
      made = strategy;
    }
    return strategy.upgrade(socket, target, port, attachment, context);
  }

  private static SSLContext keys() throws IOException {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("TLS does not start: " + Reason.of(e), e);
    }
  }
}
