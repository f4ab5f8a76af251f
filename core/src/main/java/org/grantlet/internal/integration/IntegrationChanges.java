package org.grantlet.internal.integration;

import static org.grantlet.GrantletException.invalidField;
import static org.grantlet.GrantletException.requireValid;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.Integration;
import org.grantlet.IntegrationSpec;
import org.grantlet.Secret;
import org.grantlet.internal.json.Limits;
import org.jspecify.annotations.Nullable;

/** Applies specs to integrations. */
record IntegrationChanges(IntegrationRules rules, IntegrationSecrets secrets) {
  private static final int SECRET_LENGTH = 8192;
  private static final int SECRETS = 8;

  /**
   * What a spec makes of an integration; the same if there are faults.
   *
   * @param configured whether the spec is the configuration's
   */
  Integration apply(Integration base, IntegrationSpec spec, boolean configured, Faults faults) {
    Map<String, Object> settings = IntegrationRules.withBooleans(base.settings());
    Map<String, String> encrypted = new LinkedHashMap<>(base.encryptedSettings());
    spec.settings()
        .forEach(
            (member, value) -> {
              if (value != null && !isThere(base, member, value)) {
                rules.setting(base.provider(), member, faults);
                faults.check(() -> rules.apiSetting(member, configured));
              }
              faults.check(() -> set(base, settings, encrypted, member, value));
            });
    faults.check(() -> rules.name(spec.name()));
    rules.settings(base.provider(), settings, has(spec, encrypted, "client_secret"), faults);
    faults.check(() -> requireValid("settings", Limits.json(settings)));
    if (encrypted.size() > SECRETS) {
      faults.add("settings", "must hold at most " + SECRETS + " secrets");
    }
    List<String> scope = spec.scope() == null ? base.scope() : Limits.distinct(spec.scope());
    if (spec.scope() != null) {
      faults.check(() -> rules.scope(base.provider(), scope));
    }
    faults.check(() -> rules.openId(base.provider(), settings, scope));
    List<String> redirectUris =
        spec.redirectUris() == null ? base.redirectUris() : spec.redirectUris();
    if (spec.redirectUris() != null || redirectUris.isEmpty()) {
      rules.redirectUris(redirectUris, faults);
    }
    Duration expiresIn = spec.expiresIn() == null ? base.expiresIn() : spec.expiresIn();
    faults.check(() -> rules.expiresIn(expiresIn));
    if (!faults.all().isEmpty()) {
      return base;
    }
    return new Integration(
        base.id(),
        base.provider(),
        spec.name() == null ? base.name() : spec.name(),
        settings,
        encrypted,
        scope,
        redirectUris,
        expiresIn,
        base.createdAt(),
        base.updatedAt(),
        base.version());
  }

  /** What an earlier version took stays, and may be sent back as it was answered. */
  private static boolean isThere(Integration base, String member, Object value) {
    return value.equals(base.settings().get(member))
        || base.encryptedSettings().containsKey(member);
  }

  /** Whether a secret is there; one that is refused for another reason is not missing, too. */
  private static boolean has(IntegrationSpec spec, Map<String, String> encrypted, String member) {
    return encrypted.containsKey(member) || spec.settings().get(member) != null;
  }

  private void set(
      Integration base,
      Map<String, Object> settings,
      Map<String, String> encrypted,
      String member,
      @Nullable Object value) {
    requireValid("settings", Limits.text(member, 1, 64));
    if (value == null) {
      settings.remove(member);
      encrypted.remove(member);
    } else if (!IntegrationSpec.isSecret(member)) {
      settings.put(member, value);
    } else if (!(value instanceof Secret secret)) {
      throw invalidField("settings." + member, "must be a string");
    } else if (!secret.reveal().equals(IntegrationSpec.MASK)) {
      requireValid(
          "settings." + member, Limits.text(secret.reveal().replace('\n', ' '), 1, SECRET_LENGTH));
      if (!secrets.isKnown(base, member, secret)) {
        encrypted.put(member, secrets.encrypt(base.id(), member, secret));
      }
    } else if (!encrypted.containsKey(member)) {
      throw invalidField("settings." + member, "must be the secret itself, not its mask");
    }
  }
}
