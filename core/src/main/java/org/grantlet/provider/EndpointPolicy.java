package org.grantlet.provider;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
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
        if (address.isLoopbackAddress() ? !insecureLoopback : isPrivate(address)) {
          return "leads to a private address (allowed by grantlet."
              + (address.isLoopbackAddress() ? "insecure-loopback" : "private-endpoints")
              + "=true)";
        }
      }
      return null;
    } catch (UnknownHostException e) {
      return null; // the call itself fails, or a proxy knows the name
    }
  }

  private boolean isPrivate(InetAddress address) {
    if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
      return true;
    }
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC; // RFC 4193
    boolean shared = // RFC 6598
        bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
    // Link-local is where clouds serve their metadata: never a provider.
    return address.isLinkLocalAddress()
        || (!privateEndpoints && (address.isSiteLocalAddress() || uniqueLocal || shared));
  }

  private static boolean isLoopbackName(String host) {
    return host.equals("localhost")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
        || host.equals("[::1]");
  }
}
