package org.grantlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.Secret;
import org.grantlet.provider.ClientCredentials;
import org.junit.jupiter.api.Test;

/** The signature of Shopify's answers, by the example of its documentation. */
class ShopifyHookTest {
  private final Map<String, List<String>> answer = new LinkedHashMap<>();

  ShopifyHookTest() {
    answer.put("code", List.of("0907a61c0c8d55e99db179b68161bc00"));
    answer.put("hmac", List.of("700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf"));
    answer.put("shop", List.of("some-shop.myshopify.com"));
    answer.put("state", List.of("0.6784241404160823"));
    answer.put("timestamp", List.of("1337178173"));
  }

  @Test
  void answer_asDocumented_isAccepted() {
    assertThat(accepts("hush")).isTrue();
  }

  @Test
  void answer_ofAnotherSecret_isRefused() {
    assertThat(accepts("hash")).isFalse();
  }

  @Test
  void answer_thatWasChanged_isRefused() {
    answer.put("shop", List.of("another.myshopify.com"));
    assertThat(accepts("hush")).isFalse();
  }

  @Test
  void answer_withMore_isRefused() {
    answer.put("host", List.of("YWRtaW4"));
    assertThat(accepts("hush")).isFalse();
  }

  @Test
  void answer_withoutSignature_isRefused() {
    answer.remove("hmac");
    assertThat(accepts("hush")).isFalse();
  }

  private boolean accepts(String secret) {
    return new ShopifyHook()
        .acceptsAnswer(new ClientCredentials("id", Secret.of(secret), Map.of()), answer);
  }
}
