package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.grantlet.GrantSpec;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.store.Durable;
import org.grantlet.store.Stores;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes whose keys change, one after the other, on one database. */
class KeyRotationTest {
  private static final EncryptionKey OLD = key("old");
  private static final EncryptionKey NEW = key("new");

  @TempDir private Path folder;
  private final TestProvider provider = TestProvider.start();
  private String grant;

  private static EncryptionKey key(String id) {
    return EncryptionKey.parse(id + ":" + EncryptionKey.random().encoded()).get(0);
  }

  private Grantlet node(EncryptionKey... keys) {
    Stores stores =
        new JdbcStoreFactory()
            .openStore("jdbc:h2:file:" + folder.resolve("grantlet"), Clock.systemUTC());
    return Grantlet.builder()
        .baseUrl("https://app.example.com")
        .customProviders(true)
        .insecureLoopback(true)
        .encryptionKey(Durable.key(keys))
        .stores(stores)
        .build();
  }

  @BeforeEach
  void connect() {
    IntegrationSpec.Builder spec =
        IntegrationSpec.builder()
            .scope("openid", "email")
            .redirectUris("https://app.example.com/connected");
    provider.openIdSettings().forEach(spec::setting);
    try (Grantlet node = node(OLD)) {
      node.integrations().create("test", spec.build());
      String token = provider.issueRefreshToken("openid email");
      grant =
          node.grants()
              .create("test", new GrantSpec(Map.of("refresh_token", token), null, null, null, null))
              .id();
    }
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private void assertWorks(Grantlet node) {
    assertThat(provider.accepts(node.grants().accessToken(grant).value())).isTrue();
    assertThat(node.grants().refresh(grant).id()).isEqualTo(grant);
  }

  @Test
  void keysChange_withoutAMomentInWhichANodeCannotRead() {
    try (Grantlet reads = node(OLD, NEW)) {
      assertWorks(reads);
    }
    try (Grantlet writes = node(NEW, OLD)) {
      assertWorks(writes);
    }
    try (Grantlet notYet = node(OLD, NEW)) {
      assertWorks(notYet);
    }
    try (Grantlet last = node(NEW, OLD)) {
      assertThat(last.reencrypt()).as("the grant and the integration").isEqualTo(2);
      assertThat(last.reencrypt()).isZero();
    }
    try (Grantlet without = node(NEW)) {
      assertWorks(without);
    }
  }

  @Test
  void aKeyThatIsMissing_isNamed() {
    try (Grantlet node = node(NEW)) {
      assertThatThrownBy(() -> node.grants().accessToken(grant))
          .isInstanceOf(GrantletException.class)
          .hasMessageContaining("'old'")
          .hasMessageContaining("grantlet.encryption-key");
      assertThat(node.grants().get(grant).email()).as("what is not secret is there").isNotNull();
    }
  }

  @Test
  void aDurableStoreWithoutAKey_doesNotStart_andOffersOne() {
    assertThatThrownBy(this::node)
        .hasMessageContaining("grantlet.encryption-key")
        .message()
        .matches("(?s).* [A-Za-z0-9+/]{43}=\\R?.*");
  }
}
