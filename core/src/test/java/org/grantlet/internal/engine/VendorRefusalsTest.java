package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.grantlet.Grant;
import org.grantlet.GrantStatus;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.internal.catalog.ProviderDefinition;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.catalog.RefreshRefusal;
import org.grantlet.internal.json.Json;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What vendors answer to a refresh, as their documentation and their users say. */
@Timeout(180)
class VendorRefusalsTest {
  private static TestProvider provider;

  /** Provider, status, body, and the reason; without one, the grant stays valid. */
  private static final String ANSWERS =
      """
      airtable | 400 | {'error':'invalid_grant'} | unknown
      atlassian | 403 | {'error':'invalid_grant','error_description':'Unknown or invalid refresh token.'} | unknown
      atlassian | 403 | {'error':'unauthorized_client','error_description':'refresh_token is invalid'} | unknown
      atlassian | 401 | {'error':'access_denied','error_description':'Unauthorized'} |
      atlassian | 403 | {'error':'unauthorized_client','error_description':'x'} |
      bitbucket | 400 | {'error':'invalid_request','error_description':'Invalid refresh_token'} | unknown
      bitbucket | 400 | {'error':'invalid_request','error_description':'Missing parameter'} |
      box | 400 | {'error':'invalid_grant','error_description':'Refresh token has expired'} | expired
      box | 400 | {'error':'invalid_grant','error_description':'Invalid refresh token'} | unknown
      dropbox | 400 | {'error':'invalid_grant','error_description':'refresh token is invalid or revoked'} | revoked
      dropbox | 400 | {'error':'invalid_grant','error_description':'refresh token is malformed'} | unknown
      github | 200 | {'error':'bad_refresh_token'} | unknown
      github | 200 | {'error':'incorrect_client_credentials'} |
      google | 400 | {'error':'invalid_grant','error_description':'reauth related error (invalid_rapt)'} | interaction_required
      google | 400 | {'error':'invalid_grant','error_description':'Account has been deleted'} | revoked
      google | 400 | {'error':'admin_policy_enforced'} | revoked
      google | 400 | {'error':'policy_enforced'} | revoked
      google | 400 | {'error':'invalid_grant','error_description':'Token has been expired or revoked.'} | unknown
      google | 400 | {'error':'invalid_grant','error_description':'Bad Request'} | unknown
      google | 401 | {'error':'invalid_client'} |
      google | 401 | {'error':'deleted_client','error_description':'The OAuth client was deleted.'} |
      google | 401 | {'error':'disabled_client','error_description':'The OAuth client was disabled.'} |
      google | 401 | {'error':'unauthorized_client','error_description':'Unauthorized'} |
      hubspot | 400 | {'status':'BAD_REFRESH_TOKEN','message':'missing or invalid refresh token'} | unknown
      hubspot | 400 | {'status':'BAD_CLIENT_ID'} |
      linear | 400 | {'error':'invalid_grant'} | unknown
      microsoft | 400 | {'error':'interaction_required','suberror':'basic_action'} | interaction_required
      microsoft | 400 | {'error':'invalid_grant','error_description':'AADSTS700082: expired'} | expired
      microsoft | 400 | {'error':'invalid_grant','error_description':'AADSTS50173: revoked'} | revoked
      microsoft | 400 | {'error':'invalid_grant','error_description':'AADSTS50133: password'} | revoked
      microsoft | 400 | {'error':'invalid_grant','error_description':'AADSTS50057: disabled'} | revoked
      microsoft | 400 | {'error':'invalid_grant','error_description':'AADSTS50034: removed'} | revoked
      microsoft | 400 | {'error':'invalid_grant','error_description':'AADSTS53003: blocked'} | revoked
      microsoft | 400 | {'error':'invalid_grant','error_description':'AADSTS50078: MFA'} | interaction_required
      microsoft | 400 | {'error':'invalid_grant','error_description':'AADSTS65001: consent'} | interaction_required
      microsoft | 400 | {'error':'invalid_grant','error_description':'AADSTS70043: sign-in frequency'} | interaction_required
      microsoft | 400 | {'error':'invalid_grant','error_description':'AADSTS9002313: x'} | unknown
      microsoft | 401 | {'error':'invalid_client','error_description':'AADSTS7000222: x'} |
      microsoft | 400 | {'error':'unauthorized_client','error_description':'AADSTS700016: x'} |
      microsoft | 401 | {'error':'invalid_client','error_description':'AADSTS7000215: x'} |
      microsoft | 400 | {'error':'unauthorized_client','error_description':'AADSTS7000112: x'} |
      microsoft | 400 | {'error':'invalid_scope','error_description':'AADSTS70011: x'} |
      pipedrive | 400 | {'error':'invalid_grant','message':'Invalid grant: refresh_token is invalid'} | unknown
      quickbooks | 400 | {'error':'invalid_grant','error_description':'Incorrect or invalid refresh token'} | unknown
      salesforce | 400 | {'error':'invalid_grant','error_description':'inactive user'} | revoked
      salesforce | 400 | {'error':'invalid_grant','error_description':'expired access/refresh token'} | unknown
      salesforce | 400 | {'error':'invalid_client','error_description':'invalid client credentials'} |
      slack | 200 | {'ok':false,'error':'token_revoked'} | revoked
      slack | 200 | {'ok':false,'error':'account_inactive'} | revoked
      slack | 200 | {'ok':false,'error':'token_expired'} | expired
      slack | 200 | {'ok':false,'error':'two_factor_setup_required'} | interaction_required
      slack | 200 | {'ok':false,'error':'invalid_refresh_token'} | unknown
      slack | 200 | {'ok':false,'error':'bad_client_secret'} |
      slack | 200 | {'ok':false,'error':'invalid_client_id'} |
      slack | 200 | {'ok':false,'error':'missing_scope'} | scopes
      x | 400 | {'error':'invalid_request','error_description':'Value passed for the token was invalid.'} | unknown
      x | 400 | {'error':'invalid_request','error_description':'Missing required parameter [client_id].'} |
      xero | 400 | {'error':'invalid_grant'} | unknown
      yahoo | 401 | {'error':'TOKEN_EXPIRED'} | expired
      yahoo | 403 | {'error':'ACCOUNT_NOT_AUTHORIZED'} | revoked
      yahoo | 400 | {'error':'INVALID_REFRESH_TOKEN','error_description':'Failed to decode/encode refresh token'} | unknown
      yahoo | 401 | {'error':'INVALID_GRANT'} | unknown
      yahoo | 401 | {'error':'INVALID_CLIENT_SECRET'} |
      yahoo | 400 | {'error':'INVALID_CLIENT'} |
      zendesk | 400 | {'error':'invalid_grant','error_description':'The provided access grant is invalid, expired, or revoked'} | unknown
      zoho | 200 | {'error':'invalid_code'} | unknown
      zoom | 400 | {'reason':'Invalid Token!','error':'invalid_grant'} | unknown
      zoom | 401 | {'reason':'Invalid Token!','error':'invalid_request'} | unknown
      zoom | 400 | {'reason':'Invalid client_id or client_secret','error':'invalid_client'} |
      """;

  record Answer(String vendor, int status, Map<String, Object> body, @Nullable String reason) {
    static Answer of(String line) {
      List<String> parts = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
      return new Answer(
          parts.get(0),
          Integer.parseInt(parts.get(1)),
          Json.object(parts.get(2).replace('\'', '"')),
          parts.get(3).isEmpty() ? null : parts.get(3));
    }

    ProviderDefinition entry() {
      return ProviderDefinitions.builtIn().find(vendor).orElseThrow();
    }

    /** The member of the entry that it meets first. */
    @Nullable RefreshRefusal refusal() {
      return entry().refresh().refusals().stream()
          .filter(each -> each.fits(status, entry().token().error().text(body), body))
          .findFirst()
          .orElse(null);
    }
  }

  static Stream<Answer> answers() {
    return ANSWERS.lines().map(Answer::of);
  }

  @BeforeAll
  static void start() {
    provider = TestProvider.start();
    provider.token().set("ok", true);
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void refresh_thatTheVendorRefuses_endsTheGrantForThatReason(Answer answer) {
    EntryDriver driver = new EntryDriver(provider);
    try (Grantlet grantlet = driver.start(driver.entry(replies(answer.vendor())))) {
      String id = driver.login(grantlet, Map.of(), Map.of()).id();
      provider.refresh().reply(Reply.json(answer.status(), answer.body()));
      assertThatThrownBy(() -> grantlet.grants().refresh(id)).isInstanceOf(GrantletException.class);
      Grant grant = grantlet.grants().get(id);
      assertThat(grant.status())
          .isEqualTo(answer.reason() == null ? GrantStatus.VALID : GrantStatus.INVALID);
      assertThat(grant.reason() == null ? null : grant.reason().wire()).isEqualTo(answer.reason());
    }
  }

  @Test
  void refusals_thatNameTheirSource_areAllPlayed() {
    List<String> left = new ArrayList<>();
    for (ProviderDefinition entry : ProviderDefinitions.builtIn().entries()) {
      List<RefreshRefusal> played =
          answers()
              .filter(each -> each.vendor().equals(entry.provider()))
              .map(Answer::refusal)
              .toList();
      entry.refresh().refusals().stream()
          .filter(each -> each.source() != null && !played.contains(each))
          .forEach(each -> left.add(entry.provider() + ": " + each.when()));
    }
    assertThat(left).isEmpty();
  }

  /** How an entry reads replies, and nothing else of it. */
  private static Map<String, Object> replies(String vendor) {
    Map<String, Object> whole = Json.object(ProviderDefinitions.builtInText(vendor));
    Map<String, Object> members = new LinkedHashMap<>();
    if (whole.get("refresh") instanceof Map<?, ?> refresh && refresh.containsKey("refusals")) {
      members.put("refresh", Map.of("refusals", refresh.get("refusals")));
    }
    if (whole.containsKey("success")) {
      members.put("success", whole.get("success"));
    }
    return members;
  }
}
