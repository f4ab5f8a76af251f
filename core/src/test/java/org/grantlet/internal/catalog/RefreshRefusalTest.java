package org.grantlet.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.grantlet.Grant;
import org.grantlet.internal.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What vendors answer to a refresh, as their documentation and their users say. */
class RefreshRefusalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          google | 400 | {'error':'invalid_grant','error_description':'reauth related error (invalid_rapt)'} | INTERACTION_REQUIRED
          google | 400 | {'error':'invalid_grant','error_description':'Token has been expired or revoked.'} | UNKNOWN
          google | 401 | {'error':'invalid_client'} |
          microsoft | 400 | {'error':'interaction_required','suberror':'basic_action'} | INTERACTION_REQUIRED
          microsoft | 400 | {'error':'invalid_grant','error_description':'AADSTS700082: expired'} | EXPIRED
          microsoft | 400 | {'error':'invalid_grant','error_description':'AADSTS50173: revoked'} | REVOKED
          microsoft | 400 | {'error':'invalid_grant','error_description':'AADSTS50057: disabled'} | REVOKED
          microsoft | 400 | {'error':'invalid_grant','error_description':'AADSTS50133: password'} | REVOKED
          microsoft | 400 | {'error':'invalid_grant','error_description':'AADSTS50078: MFA'} | INTERACTION_REQUIRED
          microsoft | 400 | {'error':'invalid_grant','error_description':'AADSTS9002313: x'} | UNKNOWN
          microsoft | 401 | {'error':'invalid_client','error_description':'AADSTS7000222: x'} |
          microsoft | 400 | {'error':'unauthorized_client'} |
          atlassian | 403 | {'error':'unauthorized_client'} | UNKNOWN
          hubspot | 400 | {'status':'BAD_REFRESH_TOKEN','message':'missing or unknown'} | UNKNOWN
          hubspot | 400 | {'status':'BAD_CLIENT_ID'} |
          slack | 200 | {'ok':false,'error':'invalid_refresh_token'} | UNKNOWN
          slack | 200 | {'ok':false,'error':'token_revoked'} | REVOKED
          slack | 200 | {'ok':false,'error':'bad_client_secret'} |
          github | 200 | {'error':'bad_refresh_token'} | UNKNOWN
          github | 200 | {'error':'incorrect_client_credentials'} |
          salesforce | 400 | {'error':'invalid_grant','error_description':'expired access/refresh token'} | EXPIRED
          salesforce | 400 | {'error':'invalid_grant','error_description':'inactive user'} | REVOKED
          box | 400 | {'error':'invalid_grant','error_description':'Refresh token has expired'} | EXPIRED
          zoom | 401 | {'reason':'Invalid Token!','error':'invalid_request'} | UNKNOWN
          zoom | 400 | {'reason':'Invalid client_id or client_secret','error':'invalid_client'} |
          x | 400 | {'error':'invalid_request','error_description':'Value passed for the token was invalid.'} | UNKNOWN
          x | 400 | {'error':'invalid_request','error_description':'Missing required parameter [client_id].'} |
          zoho | 200 | {'error':'invalid_code'} | UNKNOWN
          linear | 400 | {'error':'invalid_grant'} | UNKNOWN
          """)
  void reason_isWhatTheVendorMeans(String provider, int status, String body, Grant.Reason reason) {
    ProviderDefinition entry = ProviderDefinitions.builtIn().find(provider).orElseThrow();
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
