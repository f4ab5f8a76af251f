package org.grantlet.internal.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.grantlet.internal.standin.StandIns;
import org.jspecify.annotations.Nullable;

/**
 * Which URLs may be requested or redirected to: public https, and http on loopback only if the
 * deployment allows it. Keeps an integration made over the API out of the application's network
 * (SSRF). What stands in for a provider in a test of the application is allowed. Immutable.
 *
 * @param insecureLoopback {@code grantlet.insecure-loopback}
 * @param privateEndpoints whether private addresses are allowed
 * @param privateKey the key that allows them, for messages
 * @param standIns what stands in for providers
 */
public record EndpointPolicy(
    boolean insecureLoopback, boolean privateEndpoints, String privateKey, StandIns standIns) {
  private static final Pattern LOOPBACK = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  /** A last label that makes a host an IPv4 address (WHATWG URL, section 3.5). */
  private static final Pattern ADDRESS_END = Pattern.compile("\\d+|0[xX][0-9a-fA-F]*");

  /** Without stand-ins. */
  public EndpointPolicy(boolean insecureLoopback, boolean privateEndpoints, String privateKey) {
    this(insecureLoopback, privateEndpoints, privateKey, StandIns.NONE);
  }

  /** Of providers; {@code grantlet.private-endpoints} allows private addresses. */
  public EndpointPolicy(boolean insecureLoopback, boolean privateEndpoints, StandIns standIns) {
    this(insecureLoopback, privateEndpoints, "grantlet.private-endpoints", standIns);
  }

  /** The same without stand-ins. */
  public EndpointPolicy(boolean insecureLoopback, boolean privateEndpoints) {
    this(insecureLoopback, privateEndpoints, StandIns.NONE);
  }

  /** What is wrong with the form of a URL, as the end of a sentence; null if nothing. */
  public @Nullable String problem(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      return "must be an absolute https URL";
    }
    return problem(uri);
  }

  /** The same of a URL that is parsed already. */
  @Nullable String problem(URI uri) {
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
    return insecureLoopback || standIns.isAt(uri.getHost(), uri.getPort())
        ? null
        : "must be https (http on loopback needs grantlet.insecure-loopback=true)";
  }

  /** Why an address is forbidden, as the end of a sentence; null if it is not. */
  public @Nullable String refusal(InetAddress address) {
    String key = missingKey(AddressScope.of(address));
    return key == null ? null : "leads to a private address" + key;
  }

  /**
   * Why a host must not be named to a proxy, which resolves it elsewhere; null if it may. Any
   * spelling of an address counts as one, and loopback stays loopback.
   */
  public @Nullable String refusalByName(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (last.equalsIgnoreCase("localhost")) {
      return refusal(InetAddress.getLoopbackAddress());
    }
    if (name.indexOf(':') < 0 && !ADDRESS_END.matcher(last).matches()) {
      return null;
    }
    try {
      boolean literal = name.indexOf(':') >= 0 || IPV4.matcher(name).matches();
      return literal ? refusal(InetAddress.getByName(name)) : "is no name and no address";
    } catch (UnknownHostException e) {
      return "is no name and no address";
    }
  }

  /** The key that would allow it, in brackets; empty if none would, null if it is allowed. */
  private @Nullable String missingKey(AddressScope reach) {
    return switch (reach) {
      case PUBLIC -> null;
      case LOOPBACK -> insecureLoopback ? null : " (allowed by grantlet.insecure-loopback=true)";
      case PRIVATE -> privateEndpoints ? null : " (allowed by " + privateKey + "=true)";
      case NEVER -> "";
    };
  }

  static boolean isLoopbackName(String host) {
    return host.equals("localhost") || LOOPBACK.matcher(host).matches() || host.equals("[::1]");
  }
}
