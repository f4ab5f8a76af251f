package org.grantlet.internal.catalog;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a provider's revocation endpoint differs from RFC 7009. Immutable.
 *
 * @param method the HTTP method
 * @param credentials how the request authenticates
 * @param accessToken whether the access token is to be revoked, even where there is a refresh token
 * @param body where the parameters are
 * @param parameters in place of {@code token}; {@code {token}} is the token
 * @param headers sent with every request, likewise
 * @param endsAll whether it ends all tokens of that user and client
 */
public record RevocationRules(
    String method,
    CallCredentials credentials,
    boolean accessToken,
    BodyFormat body,
    Map<String, Template> parameters,
    Map<String, Template> headers,
    boolean endsAll) {
  private static final Map<String, Template> TOKEN = Map.of("token", Template.of("{token}"));

  static RevocationRules read(EntryObject json) {
    CallCredentials credentials =
        json.oneOf("credentials", CallCredentials.CLIENT, EnumSet.allOf(CallCredentials.class));
    Map<String, Template> parameters = json.templates("parameters");
    RevocationRules rules =
        new RevocationRules(
            Objects.requireNonNullElse(
                json.word("method", List.of("POST", "DELETE", "GET")), "POST"),
            credentials,
            json.flag("access_token", credentials == CallCredentials.BEARER),
            json.oneOf("body", BodyFormat.FORM, EnumSet.allOf(BodyFormat.class)),
            parameters.isEmpty() ? TOKEN : parameters,
            json.templates("headers"),
            !"token".equals(json.word("ends", List.of("all", "token"))));
    json.end();
    return rules;
  }
}
