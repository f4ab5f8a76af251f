package org.grantlet.internal.integration;

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
  private static final int NAME_LENGTH = 256;

  /**
   * What a spec makes of an integration; the same if there are faults.
   *
   * @param configured whether the spec is the configuration's
   */
  Integration apply(Integration base, IntegrationSpec spec, boolean configured, Faults faults) {
    Map<String, Object> settings = IntegrationRules.withBooleans(base.settings());
    Map<String, String> encrypted = new LinkedHashMap<>(base.encryptedSettings());
    for (Map.Entry<String, @Nullable Object> given : spec.settings().entrySet()) {
      String member = given.getKey();
      Object value = given.getValue();
      if (value != null && !isThere(base, member, value)) {
        rules.setting(base.provider(), member, faults);
        rules.apiSetting(member, configured, faults);
      }
      set(base, settings, encrypted, member, value, faults);
    }
    faults.check("name", Limits.text(spec.name(), 0, NAME_LENGTH));
    rules.settings(base.provider(), settings, has(spec, encrypted, "client_secret"), faults);
    faults.check("settings", Limits.json(settings));
    if (encrypted.size() > SECRETS) {
      faults.add("settings", "must hold at most " + SECRETS + " secrets");
    }
    List<String> scope = spec.scope() == null ? base.scope() : Limits.distinct(spec.scope());
    if (spec.scope() != null) {
      rules.scope(base.provider(), scope, faults);
    }
    faults.check("scope", rules.openId(base.provider(), settings, scope));
    List<String> redirectUris =
        spec.redirectUris() == null ? base.redirectUris() : spec.redirectUris();
    if (spec.redirectUris() != null || redirectUris.isEmpty()) {
      rules.redirectUris(redirectUris, faults);
    }
    Duration expiresIn = spec.expiresIn() == null ? base.expiresIn() : spec.expiresIn();
    rules.expiresIn(expiresIn, faults);
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
      @Nullable Object value,
      Faults faults) {
    String wrongName = Limits.text(member, 1, 64);
    if (wrongName != null) {
      faults.add("settings", wrongName);
    } else if (value == null) {
      settings.remove(member);
      encrypted.remove(member);
    } else if (!IntegrationSpec.isSecret(member)) {
      settings.put(member, value);
    } else if (!(value instanceof Secret secret)) {
      faults.add("settings." + member, "must be a string");
    } else if (!secret.reveal().equals(IntegrationSpec.MASK)) {
      String problem = Limits.text(secret.reveal().replace('\n', ' '), 1, SECRET_LENGTH);
      faults.check("settings." + member, problem);
      if (problem == null && !secrets.isKnown(base, member, secret)) {
        encrypted.put(member, secrets.encrypt(base.id(), member, secret));
      }
    } else if (!encrypted.containsKey(member)) {
      faults.add("settings." + member, "must be the secret itself, not its mask");
    }
  }
}
