package org.grantlet.provider;

import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which URLs may be called or redirected to: https anywhere public, plain http only on loopback and
 * only where the deployment says so. Keeps an integration made over the API from reaching into the
 * network of the application (SSRF). Immutable.
 *
 * @param insecureLoopback {@code grantlet.insecure-loopback}
 * @param privateEndpoints {@code grantlet.private-endpoints}: private addresses may be called
 */
public record EndpointPolicy(boolean insecureLoopback, boolean privateEndpoints) {
  private static final Pattern LOOPBACK = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

  /** What is wrong with the form of a URL, as the end of a sentence; null if nothing. */
  public @Nullable String problem(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      return "must be an absolute https URL";
    }
    if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
      return "must be an absolute https URL";
    }
    if (uri.getRawFragment() != null) {
      return "must have no fragment";
    }
    if (uri.getScheme().equals("https")) {
      return null;
    }
    if (!uri.getScheme().equals("http")) {
      return "must be an absolute https URL";
    }
    if (!isLoopbackName(uri.getHost())) {
      return "must be https";
    }
    return insecureLoopback
        ? null
        : "must be https (http on loopback needs grantlet.insecure-loopback=true)";
  }

  /** What forbids to call a URL now, looking at the addresses of its host; null if nothing. */
  @Nullable String refusal(URI uri) {
    String problem = problem(uri.toString());
    if (problem != null) {
      return problem;
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
        String key = missingKey(Reach.of(address));
        if (key != null) {
          return "leads to a private address" + key;
        }
      }
      return null;
    } catch (UnknownHostException e) {
      // A proxy may know the name; without one, what cannot be looked at is not called.
      return isProxied(uri) ? null : "cannot be resolved";
    }
  }

  /** Which key would allow it, in brackets; empty if none does, null if it is allowed. */
  private @Nullable String missingKey(Reach reach) {
    return switch (reach) {
      case PUBLIC -> null;
      case LOOPBACK -> insecureLoopback ? null : " (allowed by grantlet.insecure-loopback=true)";
      case PRIVATE -> privateEndpoints ? null : " (allowed by grantlet.private-endpoints=true)";
      case NEVER -> "";
    };
  }

  private static boolean isProxied(URI uri) {
    ProxySelector selector = ProxySelector.getDefault();
    return selector != null
        && selector.select(uri).stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
  }

  private static boolean isLoopbackName(String host) {
    return host.equals("localhost") || LOOPBACK.matcher(host).matches() || host.equals("[::1]");
  }
}
