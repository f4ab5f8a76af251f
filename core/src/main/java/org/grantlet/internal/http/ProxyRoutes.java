package org.grantlet.internal.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.grantlet.Secret;
import org.grantlet.httpclient.client5.http.auth.AuthScope;
import org.grantlet.httpclient.client5.http.auth.UsernamePasswordCredentials;
import org.grantlet.httpclient.client5.http.impl.auth.BasicCredentialsProvider;
import org.grantlet.httpclient.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** The proxy of each host. Immutable. */
abstract class ProxyRoutes {

  /** The proxy for a URL; null if there is none. */
  abstract @Nullable HttpHost proxy(URI uri);

  /** Adds the credentials for the proxy. */
  void offerCredentials(BasicCredentialsProvider credentials) {}

  /** By the JVM's proxy selector: its properties, or the application's own. */
  static final class OfTheJvm extends ProxyRoutes {
    @Override
    @Nullable HttpHost proxy(URI uri) {
      ProxySelector selector = ProxySelector.getDefault();
      if (selector != null) {
        for (Proxy proxy : selector.select(uri)) {
          if (proxy.type() == Proxy.Type.HTTP
              && proxy.address() instanceof InetSocketAddress address) {
            return new HttpHost(address.getHostString(), address.getPort());
          }
          if (proxy.type() == Proxy.Type.DIRECT) {
            return null;
          }
        }
      }
      return null;
    }
  }

  /** One proxy, except for some hosts and loopback. */
  static final class One extends ProxyRoutes {
    private final HttpHost proxy;
    private final @Nullable String user;
    private final Secret password;
    private final List<String> exceptions;

    /**
     * A proxy.
     *
     * @param exceptions names, each with all names below it; addresses; {@code *} for everything
     */
    One(HttpHost proxy, @Nullable String user, Secret password, List<String> exceptions) {
      this.proxy = proxy;
      this.user = user;
      this.password = password;
      this.exceptions =
          exceptions.stream()
              .map(name -> name.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
              .filter(name -> !name.isEmpty())
              .toList();
    }

    @Override
    @Nullable HttpHost proxy(URI uri) {
      String host = uri.getHost().toLowerCase(Locale.ROOT);
      boolean direct =
          EndpointPolicy.isLoopbackName(host) // the proxy has its own loopback
              || exceptions.stream()
                  .anyMatch(
                      name -> name.equals("*") || host.equals(name) || host.endsWith("." + name));
      return direct ? null : proxy;
    }

    @Override
    void offerCredentials(BasicCredentialsProvider credentials) {
      if (user != null) {
        credentials.setCredentials(
            new AuthScope(proxy),
            new UsernamePasswordCredentials(user, password.reveal().toCharArray()));
      }
    }
  }
}
