package org.grantlet.internal.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.grantlet.AccessToken;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantSpec;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.IntegrationSpec;
import org.grantlet.Secret;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.store.StoredGrant;
import org.grantlet.store.UnstorableException;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.Gate;
import org.grantlet.testing.Patience;
import org.grantlet.testing.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is written, when, and who sees it. */
class GrantWritesTest {
  private final GrantsFixture node = new GrantsFixture();
  private final Grant grant = node.connect("account-1");

  @AfterEach
  void stop() {
    node.close();
  }

  /** Each call of the store is one to the database, on the way of all who wait for the token. */
  @Test
  void refresh_callsTheStoreOfGrantsFiveTimes() {
    node.clock.advance(Duration.ofHours(1));
    List<String> calls = new CopyOnWriteArrayList<>();
    node.fault =
        (call, arguments) -> {
          calls.add(call.getName());
          return null;
        };
    assertThat(node.provider.accepts(node.grants().accessToken(grant.id()).value())).isTrue();
    assertThat(calls).containsExactly("find", "lease", "find", "replace", "release");
  }

  @Test
  void reauthentication_isSeenByTheNextReader() {
    String old = node.grants().accessToken(grant.id()).value();
    node.connect("account-1");
    String token = node.grants().accessToken(grant.id()).value();
    assertThat(token).isNotEqualTo(old);
    assertThat(node.provider.accepts(token)).isTrue();
  }

  @Test
  void readerThatReadBeforeAWrite_leavesNothingBehindIt() {
    AccessTokenCache cache = new AccessTokenCache(Duration.ofSeconds(5));
    Instant now = node.clock.instant();
    AccessToken token = new AccessToken(Secret.of("old"), "Bearer", null, List.of());
    long mark = cache.mark("id");
    cache.forget("id");
    cache.put("id", mark, token, null, now);
    assertThat(cache.find("id", now.toEpochMilli())).isNull();
    cache.put("id", cache.mark("id"), token, null, now);
    assertThat(cache.find("id", now.toEpochMilli())).isEqualTo(token);
    assertThat(cache.find("id", now.plusSeconds(5).toEpochMilli())).isNull();
  }

  @Test
  void changeThatChangesNothing_isNeitherWrittenNorTold() {
    node.grants().update(grant.id(), new GrantSpec(Map.of(), null, Map.of("a", 1L), null, null));
    StoredGrant before = node.memory.find(grant.id()).orElseThrow();
    node.told.clear();
    node.clock.advance(Duration.ofMinutes(1));
    node.grants().update(grant.id(), new GrantSpec(Map.of(), null, Map.of("a", 1L), null, null));
    assertThat(node.memory.find(grant.id())).contains(before);
    assertThat(node.told).isEmpty();

    Integration integration = node.grantlet.integrations().get("test");
    node.grantlet.integrations().update("test", GrantsFixture.spec(node.provider.openIdSettings()));
    assertThat(node.grantlet.integrations().get("test")).isEqualTo(integration);
    node.grantlet.integrations().update("test", IntegrationSpec.builder().name("Other").build());
    assertThat(node.grantlet.integrations().get("test").version())
        .isEqualTo(integration.version() + 1);
  }

  /** A store whose columns hold ten scopes. */
  private void narrow() {
    node.fault =
        (call, arguments) -> {
          boolean write = call.getName().equals("replace") || call.getName().equals("insert");
          if (write && ((StoredGrant) arguments[0]).grant().scope().size() > 10) {
            throw new UnstorableException("too long", new SQLException("too long", "22001"));
          }
          return null;
        };
  }

  private static String scopes() {
    return IntStream.range(0, 20).mapToObj(i -> "s" + i).collect(Collectors.joining(" "));
  }

  @Test
  void refreshedScopesThatDoNotFit_loseNoToken() {
    narrow();
    node.provider.refresh().set("scope", scopes());
    node.clock.advance(Duration.ofMinutes(11));
    String token = node.grants().accessToken(grant.id()).value();
    assertThat(node.provider.accepts(token)).isTrue();
    assertThat(node.grants().get(grant.id()).scope()).isEqualTo(grant.scope());
    assertThat(node.grants().refresh(grant.id()).id()).as("rotated, and kept").isNotNull();
    assertThat(node.provider.refreshes()).hasSize(3);
  }

  @Test
  void authenticatedScopesThatDoNotFit_stillMakeAGrant() {
    narrow();
    node.provider.refresh().set("scope", scopes());
    Grant made = node.connect("account-2");
    assertThat(node.provider.accepts(node.grants().accessToken(made.id()).value())).isTrue();
    assertThat(made.providerUserId()).isEqualTo(grant.providerUserId());
  }

  @Test
  void storeThatIsAway_getsTimeToReturn() {
    int[] failures = {2};
    node.fault =
        (call, arguments) -> {
          if (call.getName().equals("replace") && failures[0]-- > 0) {
            throw new GrantletException(
                ErrorCode.UNAVAILABLE, "The database cannot be asked right now");
          }
          return null;
        };
    node.clock.advance(Duration.ofMinutes(11));
    assertThat(node.provider.accepts(node.grants().accessToken(grant.id()).value())).isTrue();
  }

  @Test
  void reencrypt_endsWhereIntegrationsAndGrantsAreDeletedMeanwhile() {
    EncryptionKey key = EncryptionKey.random();
    try (Grantlet rotated = node.node(key, node.key).build()) {
      node.fault =
          (call, arguments) -> {
            if (call.getName().equals("scan")) {
              node.fault = (other, ignored) -> null;
              List<StoredGrant> listed = node.memory.scan("", 100);
              node.memory.delete(grant.id());
              return listed;
            }
            return null;
          };
      assertThat(rotated.reencrypt()).as("the integration").isEqualTo(1);
      assertThat(rotated.reencrypt()).isZero();
    }
  }

  /** The text of the tokens is another one then, and they are the same. */
  @Test
  void refreshToken_thatComesWhileTheGrantIsEncryptedAgain_isKept() throws Exception {
    EncryptionKey key = EncryptionKey.random();
    try (Grantlet one = node.node(node.key, key).build();
        Grantlet other = node.node(key, node.key).build()) {
      node.clock.advance(Duration.ofHours(1));
      Gate gate = node.provider.refresh().gate();
      CompletableFuture<AccessToken> refreshed =
          CompletableFuture.supplyAsync(() -> one.grants().accessToken(grant.id()));
      gate.awaitArrivals(1);
      assertThat(other.reencrypt()).as("the integration and the grant").isEqualTo(2);
      gate.open();
      String token = refreshed.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS).value();
      assertThat(node.provider.accepts(token)).isTrue();
      node.clock.advance(Duration.ofHours(1));
      assertThat(node.provider.accepts(other.grants().accessToken(grant.id()).value())).isTrue();
    }
  }

  @Test
  void retryAfter_isRespected() {
    node.provider.refresh().reply(Reply.status(429).header("Retry-After", "30"));
    node.clock.advance(Duration.ofMinutes(11));
    node.provider.forgetRequests();
    for (int i = 0; i < 5; i++) {
      GrantsFixture.assertFails(
          () -> node.grants().accessToken(grant.id()), ErrorCode.PROVIDER_ERROR);
      node.clock.advance(Duration.ofSeconds(5));
    }
    assertThat(node.provider.requests(Endpoint.TOKEN)).hasSize(1);
    node.clock.advance(Duration.ofSeconds(6));
    node.provider.behaveWell();
    assertThat(node.provider.accepts(node.grants().accessToken(grant.id()).value())).isTrue();
  }
}
