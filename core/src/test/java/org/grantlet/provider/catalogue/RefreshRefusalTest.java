package org.grantlet.provider.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.stream.Stream;
import org.grantlet.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What vendors answer to a refresh, as their documentation and their users say. */
class RefreshRefusalTest {

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments(
            "google",
            400,
            "{'error':'invalid_grant','error_description':'reauth related error (invalid_rapt)'}",
            EndReason.INTERACTION_REQUIRED),
        arguments(
            "google",
            400,
            "{'error':'invalid_grant','error_description':'Token has been expired or revoked.'}",
            EndReason.UNKNOWN),
        arguments("google", 401, "{'error':'invalid_client'}", null),
        arguments(
            "microsoft",
            400,
            "{'error':'interaction_required','suberror':'basic_action'}",
            EndReason.INTERACTION_REQUIRED),
        arguments(
            "microsoft",
            400,
            "{'error':'invalid_grant','error_description':'AADSTS700082: expired'}",
            EndReason.EXPIRED),
        arguments(
            "microsoft",
            400,
            "{'error':'invalid_grant','error_description':'AADSTS50173: revoked'}",
            EndReason.REVOKED),
        arguments(
            "microsoft",
            400,
            "{'error':'invalid_grant','error_description':'AADSTS9002313: x'}",
            EndReason.UNKNOWN),
        arguments(
            "microsoft",
            401,
            "{'error':'invalid_client','error_description':'AADSTS7000222: x'}",
            null),
        arguments("microsoft", 400, "{'error':'unauthorized_client'}", null),
        arguments("atlassian", 403, "{'error':'unauthorized_client'}", EndReason.UNKNOWN),
        arguments(
            "hubspot",
            400,
            "{'status':'BAD_REFRESH_TOKEN','message':'missing or unknown'}",
            EndReason.UNKNOWN),
        arguments("hubspot", 400, "{'status':'BAD_CLIENT_ID'}", null),
        arguments("slack", 200, "{'ok':false,'error':'invalid_refresh_token'}", EndReason.UNKNOWN),
        arguments("slack", 200, "{'ok':false,'error':'token_revoked'}", EndReason.REVOKED),
        arguments("slack", 200, "{'ok':false,'error':'bad_client_secret'}", null),
        arguments("github", 200, "{'error':'bad_refresh_token'}", EndReason.UNKNOWN),
        arguments("github", 200, "{'error':'incorrect_client_credentials'}", null),
        arguments(
            "salesforce",
            400,
            "{'error':'invalid_grant','error_description':'expired access/refresh token'}",
            EndReason.EXPIRED),
        arguments(
            "salesforce",
            400,
            "{'error':'invalid_grant','error_description':'inactive user'}",
            EndReason.REVOKED),
        arguments(
            "box",
            400,
            "{'error':'invalid_grant','error_description':'Refresh token has expired'}",
            EndReason.EXPIRED),
        arguments(
            "zoom",
            401,
            "{'reason':'Invalid Token!','error':'invalid_request'}",
            EndReason.UNKNOWN),
        arguments(
            "zoom",
            400,
            "{'reason':'Invalid client_id or client_secret','error':'invalid_client'}",
            null),
        arguments("zoho", 200, "{'error':'invalid_code'}", EndReason.UNKNOWN),
        arguments("linear", 400, "{'error':'invalid_grant'}", EndReason.UNKNOWN));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void reason_isWhatTheVendorMeans(String provider, int status, String body, EndReason reason) {
    ProviderEntry entry = ProviderCatalogue.builtIn().find(provider).orElseThrow();
    Map<String, Object> json = Json.object(body.replace('\'', '"'));
    String error = entry.token().error().text(json);
    assertThat(
            entry.refresh().refusals().stream()
                .filter(refusal -> refusal.fits(status, error, json))
                .map(RefreshRefusal::reason)
                .findFirst()
                .orElse(null))
        .isEqualTo(reason);
  }
}
