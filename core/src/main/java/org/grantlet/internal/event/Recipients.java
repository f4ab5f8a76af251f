package org.grantlet.internal.event;

import java.util.Optional;
import org.grantlet.AuthenticationFailure;

/** Who hears events beside listeners. Thread-safe. */
public interface Recipients {
  /** Nobody. */
  Recipients NONE =
      new Recipients() {
        @Override
        public Optional<Recipient> find(String name) {
          return Optional.empty();
        }

        @Override
        public void failed(AuthenticationFailure failure) {}

        @Override
        public void forget(String accountId) {}
      };

  /** One of them by its name, empty for names that it does not know; cheap. */
  Optional<Recipient> find(String name);

  /** A login ended without a grant; returns at once. */
  void failed(AuthenticationFailure failure);

  /** Takes an account's personal data out of what is kept of deliveries. */
  void forget(String accountId);
}
