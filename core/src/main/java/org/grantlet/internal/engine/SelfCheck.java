package org.grantlet.internal.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.grantlet.internal.grant.GrantService;
import org.grantlet.internal.integration.IntegrationService;
import org.grantlet.internal.text.Reason;
import org.grantlet.store.Stores;

/** Asks the stores once, and tries the keys on what is there. Providers are not asked. */
record SelfCheck(Stores stores, IntegrationService integrations, GrantService grants) {
  /** No id or key is like this one. */
  private static final String NOTHING = "health check";

  /** What fails, by what it is about; empty if nothing does. */
  Map<String, String> problems() {
    Map<String, String> problems = new LinkedHashMap<>();
    check(problems, "store", () -> stores.grants().find(NOTHING));
    check(problems, "oneTimeStore", () -> stores.oneTime().peek(NOTHING));
    if (!problems.containsKey("store")) {
      check(problems, "encryptionKey", this::tryKeys);
    }
    return problems;
  }

  private void tryKeys() {
    integrations.list().forEach(integrations::credentials);
    grants.tryKeys();
  }

  private static void check(Map<String, String> problems, String about, Runnable check) {
    try {
      check.run();
    } catch (RuntimeException e) {
      problems.put(about, Reason.of(e));
    }
  }
}
