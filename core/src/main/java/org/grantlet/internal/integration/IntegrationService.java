package org.grantlet.internal.integration;

import static org.grantlet.GrantletException.requireValid;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.IntegrationSpec;
import org.grantlet.Integrations;
import org.grantlet.Secret;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.concurrent.CompareAndSwap;
import org.grantlet.internal.concurrent.CompareAndSwap.Result;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.integration.Faults.Fault;
import org.grantlet.internal.text.Reason;
import org.grantlet.provider.ClientCredentials;
import org.grantlet.store.GrantStore;
import org.grantlet.store.IntegrationStore;
import org.jspecify.annotations.Nullable;

/** Keeps integrations in a store. Thread-safe. */
public final class IntegrationService implements Integrations {
  private static final Duration DEFAULT_EXPIRES_IN = Duration.ofHours(1);

  private final IntegrationStore store;
  private final GrantStore grants;
  private final IntegrationSecrets secrets;
  private final Issuers issuers;
  private final IntegrationRules rules;
  private final IntegrationChanges changes;
  private final StoredIntegrations stored;
  private final Clock clock;

  public IntegrationService(
      IntegrationStore store,
      GrantStore grants,
      Encryption encryption,
      ProviderDefinitions catalog,
      EndpointPolicy policy,
      boolean customProviders,
      AppUrls urls,
      Clock clock) {
    this.store = store;
    this.grants = grants;
    this.issuers = new Issuers(catalog);
    this.secrets = new IntegrationSecrets(encryption);
    this.rules = new IntegrationRules(catalog, policy, customProviders, urls);
    this.changes = new IntegrationChanges(rules, secrets);
    this.stored = new StoredIntegrations(catalog, urls);
    this.clock = clock;
  }

  @Override
  public Integration create(String provider, IntegrationSpec spec) {
    return create(provider, spec, false);
  }

  private Integration create(String provider, IntegrationSpec spec, boolean configured) {
    Faults faults = new Faults();
    rules.provider(provider, faults);
    faults.throwFirst();
    Integration made = apply(blank(provider), spec, configured);
    if (!store.insert(made)) {
      throw new GrantletException(
          ErrorCode.INTEGRATION_ALREADY_EXISTS,
          "There is an integration for " + provider + " already");
    }
    return made;
  }

  @Override
  public Integration update(String provider, IntegrationSpec spec) {
    return update(provider, spec, false);
  }

  private Integration update(String provider, IntegrationSpec spec, boolean configured) {
    return change(provider, current -> apply(current, spec, configured))
        .map(Result::value)
        .orElseThrow(() -> notFound(provider));
  }

  /**
   * Changes an integration, if it is there. Grants without an issuer get the present one first: no
   * change gives them to another issuer.
   */
  private Optional<Result<Integration>> change(String provider, UnaryOperator<Integration> change) {
    return CompareAndSwap.update(
        "The integration for " + provider,
        () -> store.find(provider),
        current -> {
          Integration changed = change.apply(current);
          if (!issuers.of(changed).equals(issuers.of(current))) {
            grants.setIssuer(current.id(), issuers.of(current));
          }
          return changed;
        },
        store::replace);
  }

  @Override
  public Integration put(String provider, IntegrationSpec spec) {
    return put(provider, spec, false);
  }

  /** The same for the configuration, which may name the API of any provider. */
  Integration configure(String provider, IntegrationSpec spec) {
    return put(
        provider,
        new IntegrationSpec(
            spec.name(),
            rules.configured(spec.settings()),
            spec.scope(),
            spec.redirectUris(),
            spec.expiresIn()),
        true);
  }

  private Integration put(String provider, IntegrationSpec spec, boolean configured) {
    if (find(provider).isEmpty()) {
      try {
        return create(provider, spec, configured);
      } catch (GrantletException e) {
        if (e.code() != ErrorCode.INTEGRATION_ALREADY_EXISTS) {
          throw e;
        }
      }
    }
    return update(provider, spec, configured);
  }

  /** All that logins can use: a store of the application may have others. */
  List<Integration> usable() {
    List<Integration> usable = new ArrayList<>();
    for (Integration integration : list()) {
      if (stored.isUsable(integration)) {
        usable.add(integration);
      }
    }
    return usable;
  }

  /**
   * Checks an integration as it is stored, before a login uses it.
   *
   * @throws GrantletException {@link ErrorCode#INVALID_FIELD} if no login can use it
   */
  public void check(Integration integration) {
    stored.check(integration);
  }

  /**
   * Checks the scopes of a request, as those of the integration were checked.
   *
   * @throws GrantletException {@link ErrorCode#INVALID_FIELD} if they need more of the integration
   */
  public void checkScope(Integration integration, List<String> scope) {
    requireValid("scope", rules.openId(integration.provider(), integration.settings(), scope));
  }

  @Override
  public Optional<Integration> find(String provider) {
    return store.find(provider);
  }

  /** The integration of a provider, if it is still the one of this id. */
  public Optional<Integration> find(String provider, String id) {
    Optional<Integration> found = find(provider);
    return found.isPresent() && found.get().id().equals(id) ? found : Optional.empty();
  }

  @Override
  public Integration get(String provider) {
    Optional<Integration> found = find(provider);
    if (found.isEmpty()) {
      throw notFound(provider);
    }
    return found.get();
  }

  @Override
  public List<Integration> list() {
    return store.list();
  }

  @Override
  public void delete(String provider) {
    Integration deleted = get(provider);
    grants.setIssuer(deleted.id(), issuers.of(deleted));
    if (!store.delete(provider)) {
      throw notFound(provider);
    }
  }

  public @Nullable Secret secret(Integration integration, String member) {
    return secrets.decrypt(integration, member);
  }

  public ClientCredentials credentials(Integration integration) {
    return secrets.credentials(integration);
  }

  /** Encrypts the secrets again that are not under the newest key; returns how many. */
  public int reencrypt() {
    return (int)
        store.list().stream()
            .filter(
                listed ->
                    change(
                            listed.provider(),
                            current ->
                                secrets.useNewestKey(current)
                                    ? current
                                    : secrets.reencrypted(current))
                        .filter(Result::changed)
                        .isPresent())
            .count();
  }

  private Integration blank(String provider) {
    Instant now = now();
    return new Integration(
        UUID.randomUUID().toString(),
        provider,
        null,
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        DEFAULT_EXPIRES_IN,
        now,
        now,
        0);
  }

  /** All that {@link #configure} would complain about, and more: it stops at the first fault. */
  List<Fault> faults(String provider, IntegrationSpec spec) {
    Faults faults = new Faults();
    rules.provider(provider, faults);
    if (faults.all().isEmpty()) {
      changes.apply(find(provider).orElseGet(() -> blank(provider)), spec, true, faults);
    }
    return faults.all();
  }

  private Integration apply(Integration base, IntegrationSpec spec, boolean configured) {
    Faults faults = new Faults();
    Integration changed = changes.apply(base, spec, configured, faults);
    faults.throwFirst();
    return changed.equals(base) ? base : changed.next(now());
  }

  private GrantletException notFound(String provider) {
    String others = list().stream().map(Integration::provider).collect(Collectors.joining(", "));
    return new GrantletException(
        ErrorCode.INTEGRATION_NOT_FOUND,
        "There is no integration for '%s', %s"
            .formatted(
                provider,
                others.isEmpty() ? "and no other one" : "only for: " + Reason.clean(others)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
