package org.grantlet.internal.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a client authenticates at the token endpoint, by the names of RFC 7591 section 2. */
public enum ClientAuthMethod {
  /** HTTP Basic (RFC 6749 section 2.3.1). */
  CLIENT_SECRET_BASIC,
  /** Id and secret in the body (RFC 6749 section 2.3.1). */
  CLIENT_SECRET_POST,
  /** Not at all: a public client. */
  NONE,
  /**
   * HTTP Basic (RFC 7617) without the form encoding of RFC 6749 section 2.3.1, for providers that
   * compare without decoding.
   */
  CLIENT_SECRET_BASIC_UNENCODED;

  /** All of them, as settings and metadata name them. */
  public static final List<String> NAMES = Stream.of(values()).map(Object::toString).toList();

  /** The method of a name. */
  public static Optional<ClientAuthMethod> of(String name) {
    return Stream.of(values()).filter(method -> method.toString().equals(name)).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
