package org.grantlet.internal.protocol;

import java.net.URI;
import org.grantlet.Integration;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;

/** URLs in the settings of an integration: a store of the application may hold any text there. */
public final class SettingUrl {
  private SettingUrl() {}

  /**
   * The URL of a setting; null if it is not there.
   *
   * @throws ProviderException if it is no URL
   */
  public static @Nullable URI of(Integration integration, String member) {
    String given = integration.setting(member);
    try {
      return given == null ? null : URI.create(given);
    } catch (IllegalArgumentException e) {
      throw ProviderException.malformed(
          "The stored integration for %s is wrong: settings.%s must be an absolute https URL: '%s'"
              .formatted(integration.provider(), member, Reason.masked(Reason.clean(given))),
          null);
    }
  }
}
