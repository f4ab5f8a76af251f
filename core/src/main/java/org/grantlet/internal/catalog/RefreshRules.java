package org.grantlet.internal.catalog;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is odd about refreshing at a provider. Immutable.
 *
 * @param endpoint where, if not at the token endpoint
 * @param rotates whether each refresh ends the refresh token that it used
 * @param byAccessToken whether the access token itself is exchanged for a new one
 * @param grantType the {@code grant_type}
 * @param tokenParameter what the parameter of the token is called
 * @param parameters sent with every request
 * @param body form, JSON or, for a GET, query
 * @param refusals the answers after which nothing but a new login helps
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
