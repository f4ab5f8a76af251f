package org.grantlet.testing;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody with an account at a {@link TestProvider}.
 *
 * @param subject the {@code sub} claim
 * @param email the {@code email} claim
 * @param name the {@code name} claim
 */
public record TestUser(String subject, String email, String name) {

  /** Signed in at a provider whose test says nothing else. */
  public static final TestUser ADA = new TestUser("subject-ada", "ada@example.com", "Ada Lovelace");

  /** Another account. */
  public static final TestUser GRACE =
      new TestUser("subject-grace", "grace@example.com", "Grace Hopper");

  Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", subject);
    claims.put("email", email);
    claims.put("email_verified", true);
    claims.put("name", name);
    return claims;
  }
}
