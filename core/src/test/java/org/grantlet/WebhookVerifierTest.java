package org.grantlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.internal.text.WebhookSignature;
import org.grantlet.testing.MutableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we sign and verify is what the library of Standard Webhooks signs and verifies. */
class WebhookVerifierTest {
  private static final String SECRET = WebhookSignature.secret(new byte[32]);
  private static final String OTHER =
      WebhookSignature.secret("another key of 27 bytes….".getBytes(StandardCharsets.UTF_8));
  private static final String BODY = "{\"type\":\"grant.created\",\"data\":\"é\"}";

  private final MutableClock clock = MutableClock.atNow();
  private final WebhookVerifier verifier = WebhookVerifier.of(Secret.of(SECRET)).clock(clock);
  private final Map<String, String> headers = new HashMap<>();

  @BeforeEach
  void message() throws Exception {
    long now = clock.instant().getEpochSecond();
    headers.put("webhook-id", "msg_1");
    headers.put("webhook-timestamp", Long.toString(now));
    headers.put("webhook-signature", new Webhook(SECRET).sign("msg_1", now, BODY));
  }

  private void verify(WebhookVerifier by, String body) throws SignatureException {
    by.verify(body.getBytes(StandardCharsets.UTF_8), headers::get);
  }

  private void assertRefused(String problem) {
    assertThatThrownBy(() -> verify(verifier, BODY))
        .isInstanceOf(SignatureException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void messageOfTheLibrary_verifies() throws Exception {
    verify(verifier, BODY);
  }

  @Test
  void ourSignature_isTheOneOfTheLibrary() throws Exception {
    long now = clock.instant().getEpochSecond();
    String ours =
        WebhookSignature.sign(
            WebhookSignature.key(OTHER), "e-1", now, BODY.getBytes(StandardCharsets.UTF_8));

    assertThat(ours).isEqualTo(new Webhook(OTHER).sign("e-1", now, BODY));
    new Webhook(OTHER)
        .verify(
            BODY,
            Map.of(
                "webhook-id", List.of("e-1"),
                "webhook-timestamp", List.of(Long.toString(now)),
                "webhook-signature", List.of("v1,bm90IGl0 " + ours)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"grant.deleted\"}",
        "",
        "{ \"type\":\"grant.created\",\"data\":\"é\"}"
      })
  void anotherBody_isRefused(String body) {
    assertThatThrownBy(() -> verify(verifier, body))
        .isInstanceOf(SignatureException.class)
        .hasMessage("webhook-signature is of another secret, or the body is not as it was sent");
  }

  @Test
  void anotherIdOrTime_isRefused() {
    headers.put("webhook-id", "msg_2");
    assertRefused("webhook-signature");
    headers.put("webhook-id", "msg_1");
    headers.merge("webhook-timestamp", "", (time, none) -> Long.toString(Long.parseLong(time) - 1));
    assertRefused("webhook-signature");
  }

  @Test
  void oldMessage_cutAtATimeInItsBody_isRefused() throws Exception {
    long now = clock.instant().getEpochSecond();
    String old = new Webhook(SECRET).sign("msg_1", now - 86_400, "{\"state\":\"." + now + ".[]");
    headers.put("webhook-signature", old);
    headers.put("webhook-id", "msg_1." + (now - 86_400) + ".{\"state\":\"");
    assertThatThrownBy(() -> verify(verifier, "[]"))
        .isInstanceOf(SignatureException.class)
        .hasMessage("webhook-id must have no dot: what is signed would be ambiguous");
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
  void missingHeader_isNamed(String header) {
    headers.remove(header);
    assertRefused(header + " is missing from the request");
    headers.put(header, " ");
    assertRefused(header + " is missing from the request");
  }

  @Test
  void fiveMinutes_areTaken_andNotASecondMore() throws Exception {
    clock.advance(Duration.ofMinutes(5));
    verify(verifier, BODY);
    clock.advance(Duration.ofSeconds(1));
    assertRefused("webhook-timestamp is 301 s old: at most 300 s are taken");
    clock.advance(Duration.ofSeconds(-601));
    verify(verifier, BODY);
    clock.advance(Duration.ofSeconds(-1));
    assertRefused("webhook-timestamp is 301 s ahead: at most 300 s are taken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"now", "-1", "1.5", "99999999999999999999", "+5", "0x10", "١٢٣"})
  void timeThatIsNone_isRefused(String time) {
    headers.put("webhook-timestamp", time);
    assertRefused("webhook-timestamp must be seconds since 1970");
  }

  @Test
  void whileASecretChanges_bothAreTaken() throws Exception {
    WebhookVerifier both = WebhookVerifier.of(Secret.of(OTHER), Secret.of(SECRET)).clock(clock);
    verify(both, BODY);

    long now = clock.instant().getEpochSecond();
    headers.put(
        "webhook-signature",
        new Webhook(OTHER).sign("msg_1", now, BODY)
            + " v1a,AAAA "
            + headers.get("webhook-signature"));
    verify(verifier, BODY);
    assertThatCode(() -> verify(both, BODY)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1", "v1,", "v2,AAAA", "v1 ,AAAA"})
  void signatureThatIsNone_isRefused(String signature) {
    headers.put("webhook-signature", signature + " x");
    assertRefused("webhook-signature");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "whsec_",
        "whsec_c2hvcnQ=",
        "whsec_!!!",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
      })
  void secretThatIsNone_isRefused_andNotShown(String secret) {
    assertThatThrownBy(() -> WebhookVerifier.of(Secret.of(secret)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A secret of a webhook must be whsec_ and the base64 of 24 to 64 random bytes");
  }

  @Test
  void withoutASecret_nothingVerifies() {
    assertThatThrownBy(WebhookVerifier::of)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A webhook is verified with at least one secret");
  }
}
