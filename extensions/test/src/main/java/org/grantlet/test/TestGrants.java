package org.grantlet.test;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantSpec;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.Grants;
import org.grantlet.test.internal.InThisProcess;
import org.grantlet.testing.TestUser;
import org.jspecify.annotations.Nullable;

/**
 * Makes grants without a browser.
 *
 * <pre>{@code
 * Grant grant = TestGrants.valid("google").owner("ada").accessToken("secret-1").create();
 * }</pre>
 *
 * <p>{@link #create} puts the grant into a running application; its listeners hear of it. {@link
 * #build} only makes the value, for a test without an application. Not thread-safe.
 */
public final class TestGrants {
  private enum State {
    VALID,
    EXPIRED,
    INVALID
  }

  private final String provider;
  private final State state;
  private String email = "ada@example.org";
  private @Nullable String owner;
  private String accessToken = "access-" + UUID.randomUUID();
  private String refreshToken = "refresh-" + UUID.randomUUID();
  private Duration lifetime = Duration.ofHours(1);
  private @Nullable List<String> scope;
  private @Nullable Map<String, Object> metadata;

  private TestGrants(String provider, State state) {
    this.provider = requireNonNull(provider, "provider");
    this.state = state;
  }

  /**
   * A grant that works: its access token is handed out as it is.
   *
   * @param provider the provider of an integration of the application, for example {@code google}
   */
  public static TestGrants valid(String provider) {
    return new TestGrants(provider, State.VALID);
  }

  /**
   * A grant whose access token has expired: the next use refreshes it at the {@link FakeProvider}
   * in the place of the provider, which has to run. The token is valid for a second, which {@link
   * #create} waits for; an application with a clock of the test needs it moved by that much.
   */
  public static TestGrants expired(String provider) {
    return new TestGrants(provider, State.EXPIRED);
  }

  /** A grant that has ended: its user has to log in again. */
  public static TestGrants invalid(String provider) {
    return new TestGrants(provider, State.INVALID);
  }

  /** {@code Grant.accountId()}: the application's own id of the user whose grant it is. */
  public TestGrants owner(String accountId) {
    owner = requireNonNull(accountId, "accountId");
    return this;
  }

  /** The address of the account; {@code ada@example.org} if nothing is said. */
  public TestGrants email(String address) {
    email = requireNonNull(address, "address");
    return this;
  }

  /** Its access token; a random one if nothing is said. */
  public TestGrants accessToken(String token) {
    accessToken = requireNonNull(token, "token");
    return this;
  }

  /** Its refresh token; a random one if nothing is said. */
  public TestGrants refreshToken(String token) {
    refreshToken = requireNonNull(token, "token");
    return this;
  }

  /** How long its access token is valid; an hour if nothing is said. */
  public TestGrants expiresIn(Duration time) {
    lifetime = requireNonNull(time, "time");
    return this;
  }

  /** Its scopes; those of the integration if nothing is said. */
  public TestGrants scope(String... scopes) {
    scope = List.of(scopes);
    return this;
  }

  /** Its metadata. */
  public TestGrants metadata(Map<String, Object> data) {
    metadata = Map.copyOf(data);
    return this;
  }

  /**
   * The grant alone, which no application knows.
   *
   * @return with a random id
   */
  public Grant build() {
    Instant now = Clock.systemUTC().instant();
    return Grant.builder(UUID.randomUUID().toString(), provider, UUID.randomUUID().toString())
        .status(state == State.INVALID ? GrantStatus.INVALID : GrantStatus.VALID)
        .email(email, true)
        .accountId(owner)
        .providerUserId(account().subject())
        .scope(scope == null ? List.of() : scope)
        .metadata(metadata == null ? Map.of() : metadata)
        .createdAt(now)
        .build();
  }

  /**
   * Puts the grant into the application that started last.
   *
   * @return the grant, as the application has it
   * @throws IllegalStateException if no application runs in this JVM
   */
  public Grant create() {
    return create(InThisProcess.application().grants());
  }

  /**
   * Puts the grant into an application.
   *
   * @param grants {@code HostedAuth.grants()}
   * @return the grant, as the application has it
   * @throws GrantletException {@link ErrorCode#INTEGRATION_NOT_FOUND} if the application has no
   *     integration of the provider
   */
  public Grant create(Grants grants) {
    FakeServer running = FakeProvider.running(provider);
    if (running != null) {
      return create(grants, running);
    }
    if (state == State.EXPIRED) {
      throw new IllegalStateException(
          "A grant that has expired is refreshed at its provider, so FakeProvider.as(\""
              + provider
              + "\") has to run");
    }
    try (FakeProvider meanwhile = FakeProvider.as(provider).start()) {
      return create(grants, meanwhile.server());
    }
  }

  private Grant create(Grants grants, FakeServer fake) {
    Duration expiresIn = state == State.EXPIRED ? Duration.ofSeconds(1) : lifetime;
    fake.issue(account(), accessToken, refreshToken, expiresIn, scope);
    Map<String, Object> settings = new HashMap<>();
    settings.put("refresh_token", refreshToken);
    Grant grant = grants.create(provider, new GrantSpec(settings, scope, metadata, null, owner));
    if (state == State.EXPIRED) {
      CompletableFuture.runAsync(
              () -> {},
              CompletableFuture.delayedExecutor(expiresIn.toMillis(), TimeUnit.MILLISECONDS))
          .join();
    }
    if (state != State.INVALID) {
      return grant;
    }
    fake.provider().revoke(refreshToken);
    try {
      grants.refresh(grant.id());
      throw new IllegalStateException(
          "The grant " + grant.id() + " could be refreshed, so it has not ended");
    } catch (GrantletException e) {
      if (e.code() != ErrorCode.REFRESH_TOKEN_INVALID) {
        throw e;
      }
    }
    return grants.get(grant.id());
  }

  private TestUser account() {
    return FakeProvider.account(email, email);
  }
}
