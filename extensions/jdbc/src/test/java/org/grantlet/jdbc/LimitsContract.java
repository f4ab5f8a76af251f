package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.grantlet.Grant;
import org.grantlet.store.GrantStore;
import org.grantlet.store.StoredGrant;
import org.grantlet.store.UnstorableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a database does not take is told apart from a database that is away. */
abstract class LimitsContract {
  private GrantStore store;

  abstract GrantStore open() throws Exception;

  @BeforeEach
  void start() throws Exception {
    store = open();
  }

  @AfterEach
  void stop() {
    store.close();
  }

  private static StoredGrant grant(String email, List<String> scope, String tokens) {
    Grant grant =
        Grant.builder(UUID.randomUUID().toString(), "acme", "integration")
            .email(email, null)
            .scope(scope)
            .createdAt(Instant.EPOCH)
            .build();
    return new StoredGrant(grant, "issuer", tokens, null, 1);
  }

  @Test
  void valueThatDoesNotFit_isNoOutage() {
    for (StoredGrant grant :
        List.of(
            grant("a".repeat(600), List.of(), "tokens"),
            grant("a@example.com", List.of("s".repeat(200_001)), "tokens"),
            grant("a@example.com", List.of(), "t".repeat(1_000_001)))) {
      assertThatThrownBy(() -> store.insert(grant))
          .isInstanceOf(UnstorableException.class)
          .hasMessageMatching(".*SQL state (22001|23000)"); // too long, or against a check
    }
  }

  @Test
  void replacementThatDoesNotFit_leavesWhatWasThere() {
    StoredGrant grant = grant("a@example.com", List.of("email"), "tokens");
    assertThat(store.insert(grant)).isTrue();
    Grant wide = grant.grant().toBuilder().scope(List.of("s".repeat(200_001))).build();
    assertThatThrownBy(() -> store.replace(grant.next(wide)))
        .isInstanceOf(UnstorableException.class);
    assertThat(store.find(grant.id())).contains(grant);
  }
}
