package org.grantlet.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.grantlet.httpclient.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.grantlet.httpclient.client5.http.io.ManagedHttpClientConnection;
import org.grantlet.httpclient.client5.http.ssl.TlsSocketStrategy;
import org.grantlet.httpclient.core5.http.HttpHost;
import org.grantlet.httpclient.core5.http.io.SocketConfig;
import org.grantlet.httpclient.core5.http.protocol.HttpContext;
import org.grantlet.httpclient.core5.net.NamedEndpoint;
import org.grantlet.httpclient.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to exactly the addresses that the endpoint policy has checked: a name that
 * resolves to another address the next time (DNS rebinding) changes nothing. The configured proxy
 * may have any address.
 */
final class CheckedConnections extends DefaultHttpClientConnectionOperator {
  private final NameLookup names;
  private final EndpointPolicy policy;

  CheckedConnections(NameLookup names, EndpointPolicy policy, TlsSocketStrategy tls) {
    super(null, null, scheme -> scheme.equals("https") ? tls : null);
    this.names = names;
    this.policy = policy;
  }

  @Override
  public void connect(
      ManagedHttpClientConnection connection,
      HttpHost host,
      @Nullable NamedEndpoint tlsName,
      @Nullable Path unixDomainSocket,
      @Nullable InetSocketAddress local,
      Timeout timeout,
      SocketConfig socketConfig,
      @Nullable Object attachment,
      HttpContext context)
      throws IOException {
    SendAttempt attempt = (SendAttempt) context;
    attempt.connects();
    IOException failure = null;
    for (InetAddress address : addresses(host, attempt)) {
      attempt.deadline().check();
      try {
        super.connect(
            connection,
            new HttpHost(host.getSchemeName(), address, host.getHostName(), host.getPort()),
            tlsName == null ? host : tlsName,
            unixDomainSocket,
            local,
            timeout,
            socketConfig,
            attachment,
            context);
        return;
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure == null ? new IOException(host.getHostName() + " has no address") : failure;
  }

  private InetAddress[] addresses(HttpHost host, SendAttempt attempt) throws IOException {
    String name = host.getHostName();
    InetAddress[] addresses = names.addresses(name, attempt.deadline().nanosLeft());
    if (attempt.proxy() == null && !policy.standIns().isAt(name, host.getPort())) {
      for (InetAddress address : addresses) {
        String refusal = policy.refusal(address);
        if (refusal != null) {
          throw new IOException(name + " " + refusal);
        }
      }
    }
    return addresses;
  }
}
