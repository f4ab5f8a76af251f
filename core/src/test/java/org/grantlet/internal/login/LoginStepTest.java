package org.grantlet.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.integration.AppUrls;
import org.junit.jupiter.api.Test;

/** Steps as they are stored, and as versions until 0.1 stored them. */
class LoginStepTest {
  private static final AppUrls URLS = new AppUrls("https://app.example.com", "/connect");
  private static final String ID = "i".repeat(32);
  private static final String SECRET = "t4kqzx." + "r".repeat(32) + "." + ID;

  private static final HostedAuthRequest LITTLE =
      HostedAuthRequest.builder("acme").redirectUri("https://app.example.com/connected").build();

  private static final HostedAuthRequest MUCH =
      HostedAuthRequest.builder("acme")
          .redirectUri("https://other.example.com/back?a=b")
          .state("\u00fcber \ud83d\ude00 \"{}")
          .scope(List.of("openid", "email"))
          .loginHint("ada@example.com")
          .metadata(Map.of("plan", Map.of("seats", 3, "names", List.of("a", "b"), "paid", true)))
          .grantId("g-1")
          .settings(Map.of("tenant", "contoso"))
          .accountId("ada")
          .owner("user:ada")
          .build();

  private static PendingAuthorization pending(HostedAuthRequest request, String secret) {
    boolean usual = secret.equals(SECRET);
    return new PendingAuthorization(
        request,
        usual ? "4f0c0a4e-2a5c-4b52-8a0c-0d8f2a4d9b11" : "4F0C0A4E-2A5C-4B52-8A0C-0D8F2A4D9B11",
        "https://app.example.com/connect/callback" + (usual ? "/acme" : ""),
        new BrowserBinding(secret, request.owner(), request == MUCH ? "session" : null),
        request == MUCH,
        request == LITTLE);
  }

  @Test
  void steps_areReadAsTheyWereWritten() {
    for (HostedAuthRequest request : List.of(LITTLE, MUCH)) {
      PendingAuthorization pending = pending(request, SECRET);
      LoginResult result =
          new LoginResult(
              request.redirectUri(), true, "g", "acme", "a@b.example", "s", null, false);
      for (LoginStep step :
          List.of(
              new LoginStep.Open(request),
              new LoginStep.Open(request, true),
              pending,
              pending(request, "of another form"),
              new LoginStep.Exchanging(pending, "code", Instant.ofEpochMilli(1_764_000_000_123L)),
              new LoginStep.Ended(result, pending.binding(), "code", false),
              new LoginStep.Ended(result, pending.binding(), null, true))) {
        byte[] stored = step.write(URLS, ID);
        assertSame(LoginStep.read(stored, URLS, ID), step);
        assertThat(StepJson.isJson(stored)).isFalse();
      }
    }
    assertThat(pending(LITTLE, SECRET).write(URLS, ID)).hasSizeLessThan(117);
  }

  @Test
  void request_withManyParts_isRead() {
    String[] providers = new String[100];
    for (int i = 0; i < providers.length; i++) {
      providers[i] = "provider-" + i;
    }
    HostedAuthRequest request =
        HostedAuthRequest.builder(providers)
            .redirectUri("https://app.example.com/" + "x".repeat(2_000))
            .metadata(Map.of("long", "\u20ac".repeat(2_000)))
            .build();
    LoginStep.Open step = new LoginStep.Open(request);
    assertSame(LoginStep.read(step.write(URLS, ID), URLS, ID), step);
  }

  /** A cookie has room for some 550 bytes of a visitor's login. */
  @Test
  void scopesOfOneVendor_takeLittle() {
    List<String> scopes = new ArrayList<>(List.of("openid", "email", "profile"));
    for (String name :
        List.of(
            "calendar.readonly",
            "calendar.events",
            "contacts.readonly",
            "gmail.readonly",
            "gmail.send",
            "gmail.labels",
            "drive.metadata.readonly",
            "drive.file",
            "tasks",
            "userinfo.profile")) {
      scopes.add("https://www.googleapis.com/auth/" + name);
    }
    PendingAuthorization pending =
        pending(
            HostedAuthRequest.builder("google")
                .redirectUri("https://app.example.com/connected")
                .scope(scopes)
                .build(),
            SECRET);
    byte[] stored = pending.write(URLS, ID);
    assertThat(stored).hasSizeLessThan(400);
    assertSame(LoginStep.read(stored, URLS, ID), pending);
  }

  @Test
  void unknownKind_isNotGuessed() {
    assertThatThrownBy(() -> LoginStep.read(new byte[] {99, 0}, URLS, ID))
        .hasMessageContaining("unknown kind 99");
  }

  /** In a shared store, while the nodes are upgraded one after another. */
  @Test
  void steps_ofEarlierVersions_areRead() {
    String request =
        """
        {"p":["acme"],"u":"https://other.example.com/back?a=b",
         "s":"\u00fcber \ud83d\ude00 \\"{}","c":["openid","email"],"h":"ada@example.com",
         "m":{"plan":{"seats":3,"names":["a","b"],"paid":true}},"g":"g-1",
         "e":{"tenant":"contoso"},"a":"ada","o":"user:ada"}
        """;
    assertSame(old(request), new LoginStep.Open(MUCH));
    assertSame(old("{\"p\":[\"acme\"],\"u\":\"/connected\"}"), new LoginStep.Open(LITTLE));
    String pending =
        "\"r\":%s,\"i\":\"4f0c0a4e-2a5c-4b52-8a0c-0d8f2a4d9b11\",".formatted(request)
            + "\"c\":\"/connect/callback/acme\",\"v\":true,\"b\":\"%s\",".formatted(SECRET)
            + "\"o\":\"user:ada\",\"h\":\"session\"}";
    assertSame(old("{\"t\":\"a\"," + pending), pending(MUCH, SECRET));
    assertSame(
        old("{\"t\":\"t\",\"k\":\"code\",\"w\":1764000000123," + pending),
        new LoginStep.Exchanging(
            pending(MUCH, SECRET), "code", Instant.ofEpochMilli(1_764_000_000_123L)));
    LoginResult result =
        new LoginResult(
            "https://app.example.com/connected", true, "g", "acme", null, "s", null, false);
    assertThat(
            old(
                "{\"u\":\"https://app.example.com/connected\",\"ok\":true,\"g\":\"g\","
                    + "\"p\":\"acme\",\"s\":\"s\",\"t\":\"e\",\"k\":\"code\",\"b\":\""
                    + SECRET
                    + "\",\"o\":\"user:ada\",\"d\":true}"))
        .isEqualTo(
            new LoginStep.Ended(
                result, new BrowserBinding(SECRET, "user:ada", null), "code", true));
  }

  /** Requests are compared member by member. */
  private static void assertSame(LoginStep read, LoginStep expected) {
    assertThat(read).isInstanceOf(expected.getClass());
    assertThat(read).usingRecursiveComparison().isEqualTo(expected);
  }

  private static LoginStep old(String json) {
    return LoginStep.read(json.getBytes(StandardCharsets.UTF_8), URLS, ID);
  }
}
