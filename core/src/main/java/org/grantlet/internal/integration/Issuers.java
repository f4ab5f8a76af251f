package org.grantlet.internal.integration;

import java.util.regex.Pattern;
import org.grantlet.Integration;
import org.grantlet.internal.catalog.ProviderDefinition;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.catalog.Template;
import org.grantlet.internal.protocol.Identity;
import org.grantlet.internal.text.Sha256;
import org.grantlet.store.StoredGrant;
import org.jspecify.annotations.Nullable;

/**
 * Whose accounts an integration authenticates: a subject means something only together with its
 * issuer (OpenID Connect Core 1.0 section 5.7). Where there is none, the token endpoint of the
 * integration or the entry of the catalogue takes its place; a word before tells which it is.
 * Immutable.
 */
public final class Issuers {
  /** What fits into an index of every database. */
  private static final int LENGTH = 512;

  private static final String ISSUER = "issuer ";

  private final ProviderDefinitions catalogue;

  /** Those of a catalogue. */
  public Issuers(ProviderDefinitions catalogue) {
    this.catalogue = catalogue;
  }

  /** The issuer of an integration; of a provider with many, its template. Asks nobody. */
  public String of(Integration integration) {
    String issuer = integration.setting("issuer");
    String tokenEndpoint = integration.setting("token_endpoint");
    if (issuer == null && tokenEndpoint != null) {
      return bounded("token_endpoint " + tokenEndpoint); // not where the catalogue says it is
    }
    if (issuer == null) {
      Template known =
          catalogue
              .find(integration.provider())
              .map(ProviderDefinition::endpoints)
              .map(ProviderDefinition.Endpoints::issuer)
              .orElse(null);
      issuer = known == null ? null : known.toString();
    }
    return issuer == null ? "catalog " + integration.provider() : bounded(ISSUER + issuer);
  }

  /** The issuer of an account: the one that told its identity, where there is one. */
  public String of(Integration integration, Identity identity) {
    String known = of(integration);
    return identity.issuer() == null || known.startsWith("token_endpoint ")
        ? known
        : bounded(ISSUER + identity.issuer());
  }

  /**
   * Whether a grant's issuer can be an account's: the same, or one of them is the template of the
   * other, where the grant or the account was known without an ID token.
   */
  public static boolean match(String grants, String accounts, String integrations) {
    return grants.equals(accounts)
        || grants.equals(integrations)
        || (accounts.equals(integrations) && fits(integrations, grants));
  }

  /** The issuer that ID tokens of a grant name; null where it has none, or not one alone. */
  public static @Nullable String ofIdTokens(StoredGrant grant) {
    String issuer = grant.issuer();
    return issuer == null || !issuer.startsWith(ISSUER) || issuer.indexOf('{') >= 0
        ? null
        : issuer.substring(ISSUER.length());
  }

  private static boolean fits(String template, String issuer) {
    int hole = template.indexOf('{');
    int end = template.indexOf('}', hole);
    return hole >= 0
        && end > hole
        && Pattern.matches(
            Pattern.quote(template.substring(0, hole))
                + "[^/]+"
                + Pattern.quote(template.substring(end + 1)),
            issuer);
  }

  private static String bounded(String text) {
    return text.length() <= LENGTH ? text : "hash " + Sha256.of(text);
  }
}
