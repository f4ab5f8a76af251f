package org.grantlet.sample;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Arrays;
import java.util.Optional;

/** The two users of the sample. */
enum User implements Principal {
  ADA("ada", "Ada"),
  GRACE("grace", "Grace");

  private final String id;
  private final String firstName;

  User(String id, String firstName) {
    this.id = id;
    this.firstName = firstName;
  }

  @Override
  public String getName() {
    return id;
  }

  String firstName() {
    return firstName;
  }

  static Optional<User> of(String id) {
    return Arrays.stream(values()).filter(user -> user.id.equals(id)).findFirst();
  }

  /** Who is signed in. */
  static Optional<User> of(HttpServletRequest request) {
    return request.getUserPrincipal() instanceof User user ? Optional.of(user) : Optional.empty();
  }
}
