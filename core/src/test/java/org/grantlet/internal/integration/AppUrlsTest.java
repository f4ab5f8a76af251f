package org.grantlet.internal.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.grantlet.Grantlet;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.engine.Engine;
import org.grantlet.internal.json.JsonObject;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The addresses of a deployment, and which of them flows may return to. */
class AppUrlsTest {
  private static final AppUrls ROOT = new AppUrls("https://app.example.com", "/connect");
  private static final AppUrls SHOP = new AppUrls("https://app.example.com/shop", "/connect");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "https://app.example.com/shop/connected, /connected, /shop/connected",
        "https://app.example.com/shop/connected?x=y, /connected, /shop/connected",
        "https://app.example.com/shop/%63onnected, /connected, /shop/connected",
        "https://app.example.com/shop/, /, /shop/",
        "https://app.example.com/shop/a/, /a/, /shop/a/",
        "https://app.example.com/shop//a, /a, /shop/a",
        "https://app.example.com/shop/./a, /a, /shop/a",
        "https://app.example.com:443/shop/a, /a, /shop/a",
        "https://app.example.com@evil.example/shop/a, -, -",
        "https://app.example.com/shop, /, /shop",
        "https://app.example.com/shop?x=y, /, /shop",
        "https://app.example.com/shopping, -, /shopping",
        "https://app.example.com, -, /",
        "https://app.example.com?x, -, /",
        "https://app.example.com.evil.example/shop, -, -",
        "https://app.example.com:8443/shop, -, -",
        "http://app.example.com/shop/connected, -, -",
        "https://evil.example/shop/connected, -, -",
        "https://app.example.com/shop/a%zz, -, -",
        "mailto:ada@example.com, -, -"
      })
  void pathInApp_isThatOfThisApplication(String uri, String inShop, String inRoot) {
    assertThat(SHOP.pathInApp(uri)).isEqualTo(inShop);
    assertThat(ROOT.pathInApp(uri)).isEqualTo(inRoot);
    assertThat(SHOP.resolve(SHOP.shorten(uri))).isEqualTo(uri);
    assertThat(ROOT.resolve(ROOT.shorten(uri))).isEqualTo(uri);
  }

  @Test
  void urls_areMadeOfTheBase() {
    assertThat(SHOP.login("1")).isEqualTo("https://app.example.com/shop/connect/login?id=1");
    assertThat(SHOP.resolve("/x")).isEqualTo("https://app.example.com/shop/x");
    assertThat(SHOP.resolve("https://b.example.com/x")).isEqualTo("https://b.example.com/x");
    assertThat(SHOP.shorten("https://app.example.com/shop/x?y")).isEqualTo("/x?y");
    assertThat(SHOP.isOwnOrigin("https://app.example.com")).isTrue();
    assertThat(SHOP.isOwnOrigin("https://app.example.com/shop")).isFalse();
    assertThat(SHOP.isOwnOrigin("http://app.example.com")).isFalse();
    assertThat(SHOP.isOwnOrigin("https://evil.example")).isFalse();
  }

  @Test
  void callback_isOfTheIntegrationUnlessShared() {
    try (Grantlet grantlet = grantlet(MutableClock.atNow(), "/x")) {
      assertThat(SHOP.callback(grantlet.integrations().get("acme")))
          .isEqualTo("https://app.example.com/shop/connect/callback/acme");
      grantlet
          .integrations()
          .update("acme", IntegrationSpec.builder().setting("shared_callback", true).build());
      assertThat(SHOP.callback(grantlet.integrations().get("acme")))
          .isEqualTo("https://app.example.com/shop/connect/callback");
    }
  }

  @Test
  void redirectPaths_areKnownWithinTwoSeconds_inEachSpelling() {
    MutableClock clock = MutableClock.atNow();
    try (Grantlet grantlet = grantlet(clock, "/Connected/", "https://b.example.com/b")) {
      RedirectPaths paths = Engine.of(grantlet).flow().redirectPaths();
      Patience.await("the first paths").until(() -> !paths.contains("/x"));
      assertThat(List.of("/connected", "/CONNECTED/", "/Connected", "/connected//"))
          .allMatch(paths::contains);
      assertThat(List.of("/", "/b", "/connected/x", "/connecte", "null", ""))
          .noneMatch(paths::contains);
      grantlet
          .integrations()
          .update("acme", IntegrationSpec.builder().redirectUris(ROOT.resolve("/new")).build());
      clock.advance(Duration.ofMillis(1_999));
      assertThat(paths.contains("/new")).isFalse();
      clock.advance(Duration.ofMillis(1));
      Patience.await("the new path").until(() -> paths.contains("/new"));
      assertThat(paths.contains("/connected")).isFalse();
    }
  }

  @Test
  void members_areWrittenOnlyWhereThereIsSomething() {
    Map<String, Object> json =
        JsonObject.empty()
            .put("text", "a")
            .put("none", null)
            .put("empty", List.of())
            .put("nothing", Map.of())
            .put("list", List.of(1, "b"))
            .put("object", Map.of("c", 2))
            .put("number", 3)
            .put("flag", true)
            .members();
    JsonObject members = JsonObject.stored(json);
    assertThat(json).containsOnlyKeys("text", "list", "object", "number", "flag");
    assertThat(members.required("text")).isEqualTo("a");
    assertThat(members.string("none")).isNull();
    assertThat(members.list("list")).containsExactly("1", "b");
    assertThat(members.list("text")).isEmpty();
    assertThat(members.object("object")).isEqualTo(Map.of("c", 2));
    assertThat(members.object("text")).isNull();
    assertThat(members.number("number")).isEqualTo(3L);
    assertThat(members.number("text")).isNull();
    assertThat(members.flag("flag", false)).isTrue();
    assertThat(members.flag("text", false)).isFalse();
    assertThatThrownBy(() -> members.required("none")).hasMessageContaining("none is missing");
  }

  private static Grantlet grantlet(MutableClock clock, String... redirectUris) {
    return Grantlet.builder()
        .baseUrl("https://app.example.com")
        .customProviders(true)
        .clock(clock)
        .integration(
            "acme",
            IntegrationSpec.builder()
                .clientId("c")
                .clientSecret("s")
                .setting("issuer", "https://id.example.com")
                .redirectUris(redirectUris)
                .build())
        .build();
  }
}
