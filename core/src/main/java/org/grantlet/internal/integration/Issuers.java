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
 * The issuer of the accounts of an integration: a subject is unique only together with its issuer
 * (OpenID Connect Core 1.0 section 5.7). Without an issuer, the token endpoint of the integration
 * or its provider in the catalog takes its place; a prefix says which it is. Immutable.
 */
public final class Issuers {
  /** What fits into an index of every database. */
  private static final int LENGTH = 512;

  private static final String ISSUER = "issuer ";

  private final ProviderDefinitions catalog;

  public Issuers(ProviderDefinitions catalog) {
    this.catalog = catalog;
  }

  /** The issuer of an integration; of a provider with many issuers, their template. */
  public String of(Integration integration) {
    String issuer = integration.setting("issuer");
    String tokenEndpoint = integration.setting("token_endpoint");
    if (issuer == null && tokenEndpoint != null) {
      return bounded("token_endpoint " + tokenEndpoint); // not the provider of the catalog
    }
    if (issuer == null) {
      Template known =
          catalog
              .find(integration.provider())
              .map(ProviderDefinition::endpoints)
              .map(ProviderDefinition.Endpoints::issuer)
              .orElse(null);
      issuer = known == null ? null : known.toString();
    }
    return issuer == null ? "catalog " + integration.provider() : bounded(ISSUER + issuer);
  }

  /** The issuer of an account: the one of its ID token, if it has one. */
  public String of(Integration integration, Identity identity) {
    String known = of(integration);
    return identity.issuer() == null || known.startsWith("token_endpoint ")
        ? known
        : bounded(ISSUER + identity.issuer());
  }

  /**
   * Whether a grant's issuer can be an account's: they are equal, or one is the template of the
   * other, because the grant or the account had no ID token.
   */
  public static boolean match(String grants, String accounts, String integrations) {
    return grants.equals(accounts)
        || grants.equals(integrations)
        || (accounts.equals(integrations) && fits(integrations, grants));
  }

  /** The issuer that ID tokens of a grant name; null if it has none, or several. */
  public static @Nullable String ofIdTokens(StoredGrant grant) {
    String issuer = grant.issuer();
    return issuer == null || !issuer.startsWith(ISSUER) || issuer.indexOf('{') >= 0
        ? null
        : issuer.substring(ISSUER.length());
  }

  private static boolean fits(String template, String issuer) {
    int start = template.indexOf('{');
    int end = template.indexOf('}', start);
    return start >= 0
        && end > start
        && Pattern.matches(
            Pattern.quote(template.substring(0, start))
                + "[^/]+"
                + Pattern.quote(template.substring(end + 1)),
            issuer);
  }

  private static String bounded(String text) {
    return text.length() <= LENGTH ? text : "hash " + Sha256.of(text);
  }
}
