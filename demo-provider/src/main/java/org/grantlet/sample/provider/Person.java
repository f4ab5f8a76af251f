package org.grantlet.sample.provider;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A person with an account at the demo provider. Every email address has one.
 *
 * @param email the address
 * @param name the name
 */
record Person(String email, String name) {
  static final List<Person> WELL_KNOWN =
      List.of(
          new Person("ada@example.org", "Ada Lovelace"),
          new Person("grace@example.org", "Grace Hopper"),
          new Person("alan@example.org", "Alan Turing"));

  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,190}");

  /** The person of an address; empty if it is not an email address. */
  static Optional<Person> of(String email) {
    String address = email.strip().toLowerCase(Locale.ROOT);
    if (!EMAIL.matcher(address).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        WELL_KNOWN.stream()
            .filter(person -> person.email.equals(address))
            .findFirst()
            .orElseGet(() -> new Person(address, address.substring(0, address.indexOf('@')))));
  }

  /** Always the same for the same address, without showing the address. */
  String subject() {
    return UUID.nameUUIDFromBytes(email.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
