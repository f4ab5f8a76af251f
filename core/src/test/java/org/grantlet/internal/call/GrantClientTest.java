package org.grantlet.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.grantlet.internal.call.CallFixture.assertFails;
import static org.grantlet.internal.call.CallFixture.header;
import static org.grantlet.internal.call.CallFixture.reply;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.grantlet.ErrorCode;
import org.grantlet.GrantStatus;
import org.grantlet.IntegrationSpec;
import org.grantlet.testing.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls with a grant: the token, and what is done after a 401. */
@Timeout(120)
class GrantClientTest {
  private final CallFixture calls = new CallFixture();

  @AfterEach
  void stop() {
    calls.close();
  }

  @Test
  void call_hasTheToken_andWhatTheApplicationSends() throws Exception {
    HttpResponse<String> response =
        calls.client.send(
            calls.request().header("X-Mine", "1").POST(BodyPublishers.ofString("hello")).build(),
            BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("ok");
    assertThat(response.uri().getPath()).isEqualTo("/v1/events");
    assertThat(response.request().method()).isEqualTo("POST");
    assertThat(response.headers().firstValue("content-length")).contains("2");
    assertThat(response.toString()).doesNotContain("ok");
    String sent = calls.api.requests().get(0);
    assertThat(sent)
        .startsWith("POST /v1/events HTTP/1.1\r\n")
        .contains("\r\nX-Mine: 1\r\n", "\r\nUser-Agent: Grantlet/")
        .endsWith("\r\n\r\nhello");
    assertThat(header(sent, "Host")).isEqualTo("127.0.0.1:" + calls.api.port());
    assertThat(header(sent, "Authorization")).isEqualTo("Bearer " + calls.token());
  }

  @Test
  void uri_isResolvedAsALink() {
    String host = "http://127.0.0.1:" + calls.api.port();
    assertThat(calls.client.uri("events").toString()).isEqualTo(host + "/v1/events");
    assertThat(calls.client.uri("events?page=2").toString()).isEqualTo(host + "/v1/events?page=2");
    assertThat(calls.client.uri("?page=2").toString()).isEqualTo(host + "/v1/?page=2");
    assertThat(calls.client.uri("").toString()).isEqualTo(host + "/v1/");
    assertThat(calls.client.uri("/v2/events").toString()).isEqualTo(host + "/v2/events");
    assertThat(calls.client.uri(host + "/v1/events?page=3").toString())
        .isEqualTo(host + "/v1/events?page=3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"//evil.com/", "https://evil.com/", "http://127.0.0.1:1/", "a b", "../%zz", "#x"})
  void uriElsewhere_isRefused(String reference) {
    assertFails(() -> calls.client.uri(reference), ErrorCode.INVALID_FIELD);
  }

  @Test
  void tokenThatHasEnded_isRefreshedBeforeTheCall() throws Exception {
    calls.clock.advance(Duration.ofDays(1));
    assertThat(calls.get().statusCode()).isEqualTo(200);
    assertThat(calls.provider.refreshes()).hasSize(1);
    assertThat(calls.api.requests()).hasSize(1);
  }

  @Test
  void tokenThatTheProviderEnded_isRefreshedOnce_andTheCallRepeated() throws Exception {
    calls.refuseThePresentToken();
    assertThat(calls.get().body()).isEqualTo("ok");
    assertThat(calls.provider.refreshes()).hasSize(1);
    assertThat(calls.api.requests())
        .hasSize(2)
        .extracting(sent -> header(sent, "Authorization"))
        .doesNotHaveDuplicates();
    assertThat(calls.status()).isEqualTo(GrantStatus.VALID);
    assertThat(calls.expired).isEmpty();
  }

  /** A body is read once, whole, so that it can be sent twice. */
  @Test
  void bodyThatCanBeReadOnce_isSentWithTheNewToken_too() throws Exception {
    calls.refuseThePresentToken();
    HttpResponse<String> response =
        calls.client.send(
            calls.request().PUT(BodiesTest.oneShot("once")).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(calls.api.requests()).hasSize(2).allMatch(sent -> sent.endsWith("\r\n\r\nonce"));
  }

  @Test
  void callersAtTheSameTime_makeOneRefresh() throws Exception {
    calls.refuseThePresentToken();
    int callers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    CyclicBarrier start = new CyclicBarrier(callers);
    try {
      List<CompletableFuture<Integer>> answers =
          IntStream.range(0, callers)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> statusAfter(start), threads))
              .toList();
      for (CompletableFuture<Integer> answer : answers) {
        assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(200);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(calls.provider.refreshes()).hasSize(1);
    assertThat(calls.status()).isEqualTo(GrantStatus.VALID);
  }

  private int statusAfter(CyclicBarrier start) {
    try {
      start.await(60, TimeUnit.SECONDS);
      return calls.get().statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void grantThatTheUserEnded_isInvalidAfterTheCall() {
    calls.refuseThePresentToken();
    calls.provider.revokeAll();
    assertFails(calls::get, ErrorCode.REFRESH_TOKEN_INVALID);
    assertThat(calls.status()).isEqualTo(GrantStatus.INVALID);
    assertThat(calls.expired).containsExactly(calls.grant.id());
  }

  @Test
  void providerThatDoesNotRefreshNow_isSaidSo() {
    calls.refuseThePresentToken();
    calls.provider.refresh().reply(Reply.status(503));
    assertFails(calls::get, ErrorCode.PROVIDER_ERROR);
    assertThat(calls.status()).isEqualTo(GrantStatus.VALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"429 Too Many Requests", "503 Service Unavailable"})
  void limitOfTheApi_isTheResponse_atOnce(String status) throws Exception {
    calls.answers = request -> reply(status, "later", "Retry-After: 3600");
    HttpResponse<String> response = calls.get();
    assertThat(response.headers().firstValue("Retry-After")).contains("3600");
    assertThat(calls.api.requests()).hasSize(1);
  }

  @Test
  void grantThatIsNotThere_isNotFound() {
    assertFails(
        () -> calls.grantlet.client("none").send(calls.request().build(), BodyHandlers.ofString()),
        ErrorCode.GRANT_NOT_FOUND);
  }

  /** The rules of logins hold for calls, too; they are looked at when the address is known. */
  @ParameterizedTest
  @ValueSource(strings = {"https://10.0.0.1/", "https://169.254.169.254/", "https://[fd00::1]/"})
  void addressInAPrivateNetwork_isNotCalled(String base) {
    calls
        .grantlet
        .integrations()
        .update("acme", IntegrationSpec.builder().setting("api_base", base).build());
    assertThatThrownBy(calls::get)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leads to a private address");
  }

  @Test
  void grantWhoseIntegrationWasDeleted_callsNothing() {
    var request = calls.request().build();
    calls.grantlet.integrations().delete("acme");
    assertFails(
        () -> calls.client.send(request, BodyHandlers.ofString()), ErrorCode.INTEGRATION_NOT_FOUND);
    assertThat(calls.api.requests()).isEmpty();
  }

  @Test
  void postThatWasPerhapsReceived_isNotSentAgain() {
    calls.answers = request -> "";
    assertThatThrownBy(
            () ->
                calls.client.send(
                    calls.request().POST(BodyPublishers.ofString("pay")).build(),
                    BodyHandlers.ofString()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The API at 127.0.0.1 did not answer: ");
    assertThat(calls.api.requests()).hasSize(1);
  }
}
