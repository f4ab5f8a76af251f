package org.grantlet.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each knob does what it says, and nothing else. */
@Timeout(180)
class TestProviderKnobsTest {
  private final TestProvider provider = TestProvider.start();
  private final NimbusClient client = new NimbusClient(provider);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    provider.close();
  }

  static List<Consumer<IdTokenBehavior>> invalidIdTokens() {
    return List.of(
        token -> token.set("nonce", "another"),
        token -> token.remove("nonce"),
        token -> token.set("iss", "https://evil.example"),
        token -> token.set("aud", List.of("somebody-else")),
        token -> token.set("exp", 1),
        token -> token.remove("exp"),
        token -> token.remove("iat"),
        token -> token.remove("sub"),
        token -> token.raw("a.b.c"),
        IdTokenBehavior::signedByStranger,
        IdTokenBehavior::unknownKeyId,
        IdTokenBehavior::unsigned,
        IdTokenBehavior::signedWithClientSecret,
        IdTokenBehavior::signedWithPublicKey,
        IdTokenBehavior::tampered);
  }

  @ParameterizedTest
  @MethodSource("invalidIdTokens")
  void idToken_turnedWrong_isNotAcceptedByAClient(Consumer<IdTokenBehavior> knob) {
    knob.accept(provider.idToken());
    assertThatThrownBy(() -> client.validate(client.signIn()))
        .isInstanceOfAny(BadJOSEException.class, ParseException.class);
  }

  @Test
  void idToken_withoutKeyId_isStillValid() throws Exception {
    provider.idToken().withoutKeyId();
    assertThat(client.validate(client.signIn())).isNotNull();
  }

  @Test
  void idToken_absent_leavesTheOtherTokens() throws Exception {
    provider.idToken().absent();
    assertThat(client.signIn().toSuccessResponse().toJSONObject())
        .doesNotContainKey("id_token")
        .containsKey("access_token");
  }

  @Test
  void rotateKeys_keepsTheOldOnePublished() throws Exception {
    TokenResponse before = client.signIn();
    provider.rotateKeys();
    assertThat(JWKSet.parse(client.get(provider.uri(Endpoint.JWKS)).body()).getKeys()).hasSize(2);
    assertThat(client.validate(before)).isNotNull();
    assertThat(client.validate(client.signIn())).isNotNull();
  }

  @Test
  void replaceKeys_makesOldSignaturesUnverifiable() throws Exception {
    TokenResponse before = client.signIn();
    provider.replaceKeys();
    assertThatThrownBy(() -> client.validate(before)).isInstanceOf(BadJOSEException.class);
  }

  @Test
  void authorization_edits_changeTheResponse() {
    provider.authorization().set("iss", "https://evil.example").remove("code").add("state", "2nd");
    AuthorizationAnswer answer = client.authorize();
    assertThat(answer.parameters()).containsOnlyKeys("state", "iss");
    assertThat(answer.parameters().get("state")).containsExactly(client.state.getValue(), "2nd");
    assertThat(answer.parameter("iss")).isEqualTo("https://evil.example");
  }

  @Test
  void authorization_error_carriesAnyText() {
    provider.authorization().error("access_denied", "<b>no</b>\r\nSet-Cookie: a=b");
    AuthorizationAnswer answer = client.authorize();
    assertThat(answer.parameters()).containsOnlyKeys("error", "error_description", "state", "iss");
    assertThat(answer.parameter("error_description")).isEqualTo("<b>no</b>\r\nSet-Cookie: a=b");
  }

  @Test
  void jsonEdits_takeAnyValue() throws Exception {
    provider.discovery().set("issuer", null).set("x", List.of(1, "2")).remove("jwks_uri");
    assertThat(client.get(provider.uri(Endpoint.DISCOVERY)).body())
        .contains("\"issuer\":null", "\"x\":[1,\"2\"]")
        .doesNotContain("jwks_uri");
  }

  @Test
  void huge_isRightButForItsSize() throws Exception {
    provider.discovery().huge();
    assertThat(client.metadata().getIssuer().getValue()).isEqualTo(provider.issuer());
    assertThat(client.get(provider.uri(Endpoint.DISCOVERY)).body().length()).isGreaterThan(1 << 20);
  }

  @Test
  void next_comesBeforeTheStandingReply() throws Exception {
    URI jwks = provider.uri(Endpoint.JWKS);
    provider.jwks().reply(Reply.html(503)).next(Reply.status(500), Reply.json("{}"));
    assertThat(client.get(jwks).statusCode()).isEqualTo(500);
    assertThat(client.get(jwks).body()).isEqualTo("{}");
    assertThat(client.get(jwks).body()).startsWith("<!doctype html>");
    provider.behaveWell();
    assertThat(client.get(jwks).body()).startsWith("{\"keys\":");
  }

  @Test
  void refresh_isTurnedApartFromTheCode() throws Exception {
    provider.refresh().reply(Reply.oauthError("invalid_grant"));
    RefreshToken token = client.signIn().toSuccessResponse().getTokens().getRefreshToken();
    assertThat(client.refresh(token).indicatesSuccess()).isFalse();
    assertThat(provider.accepts(token.getValue())).isTrue();
  }

  @Test
  void redirect_leadsToARightAnswer() throws Exception {
    provider.discovery().redirect(302);
    HttpClient follower =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    HttpRequest request = HttpRequest.newBuilder(provider.uri(Endpoint.DISCOVERY)).build();
    assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(302);
    assertThat(follower.send(request, BodyHandlers.ofString()).body()).contains("\"issuer\"");
    assertThat(provider.requests(Endpoint.DISCOVERY)).hasSize(3);
  }

  @Test
  void gate_holdsRepliesUntilItIsOpened() throws Exception {
    Gate gate = provider.discovery().gate();
    CompletableFuture<HttpResponse<String>> first = fetch();
    CompletableFuture<HttpResponse<String>> second = fetch();
    gate.awaitArrivals(2);
    assertThat(first).isNotDone();
    gate.open();
    assertThat(first.get().body()).contains("\"issuer\"");
    assertThat(second.get().statusCode()).isEqualTo(200);
    assertThat(fetch().get().statusCode()).isEqualTo(200);
  }

  static List<Reply> brokenReplies() {
    return List.of(Reply.json("{\"issuer\":1}").truncated(), Reply.disconnect());
  }

  @ParameterizedTest
  @MethodSource("brokenReplies")
  void brokenReply_failsTheCaller(Reply reply) {
    provider.discovery().reply(reply);
    assertThat(fetch())
        .failsWithin(RequestLog.LIMIT)
        .withThrowableThat()
        .withRootCauseInstanceOf(IOException.class);
  }

  static List<Reply> endlessReplies() {
    return List.of(Reply.hang(), Reply.hangAfterHeaders(), Reply.drip(), Reply.endless());
  }

  @ParameterizedTest
  @MethodSource("endlessReplies")
  void endlessReply_endsWithTheProvider(Reply reply) throws Exception {
    provider.discovery().reply(reply);
    CompletableFuture<HttpResponse<Void>> waiting =
        http.sendAsync(
            HttpRequest.newBuilder(provider.uri(Endpoint.DISCOVERY)).build(),
            BodyHandlers.discarding());
    provider.awaitRequests(Endpoint.DISCOVERY, 1);
    assertThat(waiting).isNotDone();
    provider.close();
    assertThat(waiting).failsWithin(RequestLog.LIMIT);
  }

  private CompletableFuture<HttpResponse<String>> fetch() {
    return http.sendAsync(
        HttpRequest.newBuilder(provider.uri(Endpoint.DISCOVERY)).build(), BodyHandlers.ofString());
  }
}
