package org.grantlet.provider;

import java.util.List;
import java.util.function.UnaryOperator;
import org.grantlet.Secret;
import org.jspecify.annotations.Nullable;

/** How providers are called over HTTP. Not thread-safe. */
public interface HttpOptions {

  /**
   * {@code grantlet.proxy}: {@code http://user:password@host:port}, user and password
   * percent-encoded, and only where the proxy asks for them. Without it those of the JVM hold.
   */
  HttpOptions proxy(@Nullable Secret url);

  /**
   * {@code grantlet.proxy-exceptions}: hosts that are called without the proxy, each with all names
   * below it; {@code *} for all. Loopback is one always.
   */
  HttpOptions proxyExceptions(List<String> hosts);

  /**
   * {@code grantlet.trust-store}: authorities that are believed beside those of the JVM.
   *
   * @param place a PEM or PKCS12 file, or PEM itself
   */
  HttpOptions trustStore(@Nullable String place, @Nullable Secret password);

  /**
   * {@code grantlet.client-certificate}: a certificate, its chain and its private key, for
   * providers that ask for one; receivers of webhooks do not see it.
   *
   * @param place a PEM or PKCS12 file, or PEM itself
   */
  HttpOptions clientCertificate(@Nullable String place, @Nullable Secret password);

  /** {@code grantlet.user-agent}: added to {@code Grantlet/VERSION}. */
  HttpOptions userAgent(@Nullable String added);

  /** Sends in place of all that; the other options do nothing then. */
  HttpOptions sender(HttpSender value);

  /**
   * Environment variables: {@code HTTPS_PROXY} and {@code NO_PROXY} hold where neither {@link
   * #proxy} nor {@code https.proxyHost} of the JVM is given.
   */
  HttpOptions environment(UnaryOperator<@Nullable String> variables);
}
