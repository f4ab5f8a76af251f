package org.grantlet.internal.integration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.catalog.ProviderDefinition;
import org.grantlet.internal.text.NearName;

/** Which settings an integration can have. */
public final class SettingNames {
  /** The members of an integration that are no settings. */
  public static final List<String> MEMBERS =
      List.of("name", "scope", "redirect_uris", "expires_in");

  /** The settings of every provider. */
  public static final List<String> GENERAL =
      List.of(
          """
          client_id client_secret issuer discovery_url allowed_tenants authorization_endpoint \
          token_endpoint userinfo_endpoint revocation_endpoint jwks_uri \
          token_endpoint_auth_method require_all_scopes shared_callback response_mode \
          id_token_signed_response_alg authorization_parameters token_type \
          api_base api_hosts\
          """
              .split(" ", -1));

  private SettingNames() {}

  /** Those of a provider, by its entry if it has one. */
  public static Set<String> of(Optional<ProviderDefinition> entry) {
    Set<String> names = new TreeSet<>(GENERAL);
    if (entry.isPresent()) {
      for (ProviderDefinition.Input input : entry.get().inputs()) {
        names.add(input.name());
      }
    }
    return names;
  }

  /** Reports a setting that a provider does not have; hooks may need secrets of their own. */
  static void check(
      String provider, Optional<ProviderDefinition> entry, String setting, Faults faults) {
    Set<String> known = of(entry);
    if (known.contains(setting)) {
      return;
    }
    String field = NearName.of(setting, Stream.concat(known.stream(), MEMBERS.stream()).toList());
    boolean hooks =
        IntegrationSpec.isSecret(setting) && entry.filter(e -> e.hook() != null).isPresent();
    if (field == null && hooks) {
      return;
    }
    known.removeAll(GENERAL);
    String own =
        field != null || known.isEmpty()
            ? ""
            : " (it has " + String.join(", ", known) + " beside those of all providers)";
    faults.unknown(
        "settings." + setting,
        "is not a setting of " + provider + own,
        field == null || MEMBERS.contains(field) ? field : "settings." + field);
  }
}
