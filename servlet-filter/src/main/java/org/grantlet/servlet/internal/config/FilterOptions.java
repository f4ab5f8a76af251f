package org.grantlet.servlet.internal.config;

import java.util.ArrayList;
import java.util.List;
import org.grantlet.GrantletBuilder;
import org.grantlet.Secret;
import org.grantlet.servlet.RequestOwner;
import org.grantlet.servlet.internal.pages.PageOptions;
import org.jspecify.annotations.Nullable;

/**
 * The options of the filter, from the keys.
 *
 * @param core the engine's part
 * @param api null if it is off
 * @param loginConfirmation when opening a login URL shows a page first
 * @param rejectUnverified whether the application does not get a redirect that was not issued
 * @param requestOwner the application's class, from its key
 */
public record FilterOptions(
    GrantletBuilder core,
    @Nullable ApiOptions api,
    LoginConfirmation loginConfirmation,
    boolean rejectUnverified,
    TrustedProxies trustedProxies,
    @Nullable RequestOwner requestOwner,
    PageOptions pages) {

  /** The options of the Connect API, named like their keys. */
  public record ApiOptions(
      String clientId, Secret clientSecret, boolean revealSecrets, boolean tokenEndpoint) {}

  /** When opening a login URL shows a "continue" page first. */
  public enum LoginConfirmation {
    /** Unless the click came from the application itself or the owner is signed in. */
    AUTO,
    /** Always. */
    ALWAYS,
    /** Never: whatever opens the link redeems it. */
    NEVER
  }

  static List<String> list(String value) {
    List<String> items = new ArrayList<>();
    for (String part : value.split(",", -1)) {
      String item = part.strip();
      if (!item.isEmpty()) {
        items.add(item);
      }
    }
    return List.copyOf(items);
  }
}
