package org.grantlet.internal.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.Grants.Deletion;
import org.grantlet.IntegrationSpec;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.Patience;
import org.grantlet.testing.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One account at the provider, several grants: whose tokens a deletion ends. */
class GrantDeletionTest {
  private final GrantsFixture node = new GrantsFixture();
  private final Grant first = node.connect("account-1");

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void otherValidGrantOfTheAccount_goesOnWorking_andTheLastOneIsRevoked() {
    Grant second = node.connect("account-2");
    Deletion deletion = node.grants().delete(first.id());
    assertThat(deletion.revoked()).isFalse();
    assertThat(deletion.reason()).contains("another valid grant");
    assertThat(node.provider.requests(Endpoint.REVOCATION)).isEmpty();
    node.clock.advance(Duration.ofMinutes(11));
    assertThat(node.provider.accepts(node.grants().accessToken(second.id()).value())).isTrue();

    assertThat(node.grants().delete(second.id())).isEqualTo(new Deletion(true, null));
    assertThat(node.provider.requests(Endpoint.REVOCATION)).hasSize(1);
  }

  @Test
  void otherGrantThatIsDead_isNotSpared() {
    Grant second = node.connect("account-2");
    node.provider.refresh().reply(Reply.oauthError("invalid_grant"));
    GrantsFixture.assertFails(
        () -> node.grants().refresh(second.id()), ErrorCode.REFRESH_TOKEN_INVALID);
    assertThat(node.grants().delete(first.id()).revoked()).isTrue();
  }

  @Test
  void reason_saysWhatIsInTheWay() {
    node.grantlet
        .integrations()
        .update("test", IntegrationSpec.builder().name("unchanged otherwise").build());
    node.provider.revocation().reply(Reply.status(500));
    assertThat(node.grants().delete(first.id()).reason()).contains("did not confirm");
    Grant orphan = node.connect("account-2");
    node.grantlet.integrations().delete("test");
    assertThat(node.grants().delete(orphan.id()).reason()).contains("was deleted");
  }

  @Test
  void tokensThatComeAfterTheDeletion_areRevoked_too() throws Exception {
    var gate = node.provider.refresh().gate();
    Thread caller =
        new Thread(
            () ->
                GrantsFixture.assertFails(
                    () -> node.grants().refresh(first.id()), ErrorCode.GRANT_NOT_FOUND));
    caller.start();
    gate.awaitArrivals(1);
    node.provider.revocation().next(Reply.status(500)); // else there would be no more tokens
    assertThat(node.grants().delete(first.id()).revoked()).isFalse();
    int before = node.provider.requests(Endpoint.REVOCATION).size();
    gate.open();
    caller.join(Patience.LIMIT.toMillis());
    assertThat(node.provider.requests(Endpoint.REVOCATION)).hasSizeGreaterThan(before);
  }

  @Test
  void grant_isGoneBeforeTheProviderIsAsked() throws Exception {
    var gate = node.provider.revocation().gate();
    Thread caller = new Thread(() -> node.grants().delete(first.id()));
    caller.start();
    gate.awaitArrivals(1);
    assertThat(node.grants().find(first.id())).isEmpty();
    gate.open();
    caller.join(Patience.LIMIT.toMillis());
  }
}
