package org.grantlet.internal.catalog;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How refreshing at a provider differs from RFC 6749 section 6. Immutable.
 *
 * @param endpoint its endpoint, if not the token endpoint
 * @param rotates whether each refresh invalidates the refresh token that it used
 * @param byAccessToken whether the access token itself is exchanged for a new one
 * @param grantType the {@code grant_type}
 * @param tokenParameter the name of the token parameter
 * @param parameters sent with every request
 * @param body form, JSON or, for a GET, query; null for that of token requests
 * @param refusals the responses that end a grant
 */
public record RefreshRules(
    @Nullable Template endpoint,
    boolean rotates,
    boolean byAccessToken,
    String grantType,
    String tokenParameter,
    Map<String, Template> parameters,
    @Nullable BodyFormat body,
    List<RefreshRefusal> refusals) {

  static RefreshRules read(EntryObject json) {
    boolean byAccessToken = json.flag("by_access_token", false);
    String token = byAccessToken ? "access_token" : "refresh_token";
    RefreshRules rules =
        new RefreshRules(
            json.url("endpoint"),
            json.flag("rotates", false),
            byAccessToken,
            json.text("grant_type", token),
            json.text("token_parameter", token),
            json.templates("parameters"),
            json.oneOf("body", EnumSet.of(BodyFormat.FORM, BodyFormat.JSON, BodyFormat.QUERY)),
            RefreshRefusal.read(json.objects("refusals")));
    json.end();
    return rules;
  }
}
