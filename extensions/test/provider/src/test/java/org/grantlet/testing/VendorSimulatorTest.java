package org.grantlet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.grantlet.testing.VendorDescription.Call;
import org.grantlet.testing.VendorDescription.Pkce;
import org.grantlet.testing.VendorDescription.Refresh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each vendor does what its description says, and refuses what it says that it refuses. */
@Timeout(180)
class VendorSimulatorTest {
  private static final URI CALLBACK = URI.create("https://app.example.com/connect/callback");

  private final MutableClock clock = MutableClock.atNow();

  static SortedSet<String> vendors() {
    return VendorDescription.names();
  }

  static Stream<String> refreshing() {
    return vendors().stream().filter(name -> described(name).refresh() != null);
  }

  static Stream<String> online() {
    return vendors().stream().filter(name -> !described(name).authorization().offline().isEmpty());
  }

  static Stream<String> incremental() {
    return vendors().stream().filter(name -> described(name).authorization().incremental() != null);
  }

  private static VendorDescription described(String name) {
    return VendorDescription.read(name, "https:/");
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void login_asDescribed_givesTokensThatWorkUntilTheyEnd(String name) {
    try (VendorSimulator simulator = VendorSimulator.start(name, CALLBACK, clock)) {
      VendorDescription vendor = simulator.description();
      VendorClient client = new VendorClient(simulator, CALLBACK);
      Map<String, Object> tokens = login(client);
      String accessToken = find(tokens, "access_token");
      for (Call profile : vendor.profiles()) {
        assertThat(client.call(profile, accessToken).statusCode()).isEqualTo(profile.status());
        assertThat(client.call(profile, "unknown").statusCode()).isEqualTo(profile.unknown());
      }
      Duration lifetime = vendor.token().lifetime();
      if (lifetime != null && !vendor.profiles().isEmpty()) {
        clock.advance(lifetime);
        Call profile = vendor.profiles().get(0);
        assertThat(client.call(profile, accessToken).statusCode()).isEqualTo(profile.unknown());
      }
      assertThat(simulator.strays()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("refreshing")
  void refresh_asDescribed_rotatesOrNot(String name) {
    try (VendorSimulator simulator = VendorSimulator.start(name, CALLBACK, clock)) {
      Refresh refresh = Objects.requireNonNull(simulator.description().refresh());
      VendorClient client = new VendorClient(simulator, CALLBACK);
      String first = find(login(client), "refresh_token");
      Map<String, Object> refreshed = json(client.refresh(refresh, first));
      String second = find(refreshed, "refresh_token");
      assertThat(second.equals("null")).isEqualTo(refresh.rotation() == Rotation.OFF);
      assertThat(find(refreshed, "access_token")).isNotEqualTo("null");
      assertThat(isRefused(client.refresh(refresh, first)))
          .isEqualTo(refresh.rotation() != Rotation.OFF);
      client.secret = "wrong";
      assertThat(isRefused(client.refresh(refresh, first))).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void revocation_asDescribed_endsTheGrant(String name) {
    try (VendorSimulator simulator = VendorSimulator.start(name, CALLBACK, clock)) {
      VendorDescription vendor = simulator.description();
      VendorClient client = new VendorClient(simulator, CALLBACK);
      for (Call revocation : vendor.revocations()) {
        for (String kind : List.of("access_token", "refresh_token")) {
          Map<String, Object> tokens = login(client);
          String token = find(tokens, kind);
          boolean taken = revocation.takes().contains(kind) && !token.equals("null");
          assertThat(client.call(revocation, token).statusCode())
              .isEqualTo(taken ? revocation.status() : revocation.unknown());
          Call profile = vendor.profiles().get(0);
          assertThat(client.call(profile, find(tokens, "access_token")).statusCode())
              .isEqualTo(taken ? profile.unknown() : profile.status());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void authorization_thatIsWrong_isRefused(String name) {
    try (VendorSimulator simulator = VendorSimulator.start(name, CALLBACK, clock)) {
      VendorDescription.Authorization rules = simulator.description().authorization();
      assertThat(statusWith(simulator, "client_id", "other")).isEqualTo(400);
      assertThat(statusWith(simulator, "redirect_uri", CALLBACK + "/other")).isEqualTo(400);
      assertThat(statusWith(simulator, "response_type", "token")).isEqualTo(400);
      rules
          .parameters()
          .keySet()
          .forEach(required -> assertThat(statusWith(simulator, required, "")).isEqualTo(400));
      String separator = rules.scopeSeparator();
      if (separator != null) {
        String other = separator.equals(" ") ? "," : " ";
        String scope = String.join(other, simulator.scopes());
        assertThat(statusWith(simulator, rules.scopeParameter(), scope)).isEqualTo(400);
        assertThat(statusWith(simulator, rules.scopeParameter(), "unknown")).isEqualTo(400);
      }
      if (rules.pkce() == Pkce.REFUSED) {
        assertThat(statusWith(simulator, "code_challenge", "x")).isEqualTo(400);
      } else if (rules.pkce() != Pkce.UNKNOWN) {
        assertThat(statusWith(simulator, "code_challenge_method", "plain")).isEqualTo(400);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void tokenRequest_thatIsWrong_isRefused(String name) {
    try (VendorSimulator simulator = VendorSimulator.start(name, CALLBACK, clock)) {
      VendorDescription.Token rules = simulator.description().token();
      VendorClient wrongSecret = new VendorClient(simulator, CALLBACK);
      wrongSecret.secret = "wrong";
      assertThat(isRefused(exchange(wrongSecret))).isTrue();
      for (String method : List.of("client_secret_basic", "client_secret_post", "none")) {
        VendorClient client = new VendorClient(simulator, CALLBACK);
        client.method = method;
        assertThat(isRefused(exchange(client))).isEqualTo(!rules.authentication().contains(method));
      }
      for (String body : List.of("form", "json")) {
        VendorClient client = new VendorClient(simulator, CALLBACK);
        client.body = body;
        assertThat(isRefused(exchange(client))).isEqualTo(!rules.bodies().contains(body));
      }
      VendorClient elsewhere = new VendorClient(simulator, CALLBACK);
      elsewhere.token.put("redirect_uri", CALLBACK + "/other");
      assertThat(isRefused(exchange(elsewhere))).isTrue();
      for (String parameter : rules.parameters().keySet()) {
        VendorClient client = new VendorClient(simulator, CALLBACK);
        client.token.remove(parameter);
        assertThat(isRefused(exchange(client))).isTrue();
      }
      for (String header : rules.headers().keySet()) {
        VendorClient client = new VendorClient(simulator, CALLBACK);
        client.headers.put(header, "text/html");
        assertThat(isRefused(exchange(client))).isTrue();
      }
      VendorClient twice = new VendorClient(simulator, CALLBACK);
      String code = twice.authorize().parameter("code");
      assertThat(isRefused(twice.exchange(code))).isFalse();
      assertThat(isRefused(twice.exchange(code))).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("online")
  void offline_notAskedFor_givesNoRefreshToken(String name) {
    try (VendorSimulator simulator = VendorSimulator.start(name, CALLBACK, clock)) {
      Map<String, String> offline = simulator.description().authorization().offline();
      VendorClient client = new VendorClient(simulator, CALLBACK);
      String scope = offline.get("scope");
      if (scope == null) {
        client.authorization.keySet().removeAll(offline.keySet());
      } else {
        client.authorization.computeIfPresent("scope", (k, v) -> v.replace(" " + scope, ""));
      }
      assertThat(find(login(client), "refresh_token")).isEqualTo("null");
    }
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void denied_tellsSoAsTheVendorDoes(String name) {
    try (VendorSimulator simulator = VendorSimulator.start(name, CALLBACK, clock).deny()) {
      AuthorizationAnswer answer = new VendorClient(simulator, CALLBACK).authorize();
      assertThat(answer.parameter("code")).isNull();
      assertThat(answer.parameter("state")).isEqualTo("client-state");
      assertThat(answer.parameter("error"))
          .isEqualTo(simulator.description().authorization().denied());
    }
  }

  @ParameterizedTest
  @MethodSource("incremental")
  void secondConsent_isOfAllThatWasAgreedTo_whereTheVendorSaysSo(String name) {
    try (VendorSimulator simulator = VendorSimulator.start(name, CALLBACK, clock)) {
      VendorDescription.Incremental rules = simulator.description().authorization().incremental();
      VendorClient client = new VendorClient(simulator, CALLBACK);
      final String all = find(login(client), "scope");
      client.authorization.put("scope", "openid " + simulator.scopes().get(2));
      if (rules.parameter() != null) {
        assertThat(find(login(client), "scope")).hasSizeLessThan(all.length());
        client.authorization.put(rules.parameter(), "true");
      }
      assertThat(find(login(client), "scope").split(" ", -1))
          .containsExactlyInAnyOrder(all.split(" ", -1));
      if (!rules.again().isEmpty()) {
        client.authorization.keySet().removeAll(rules.again().keySet());
        assertThat(find(login(client), "refresh_token")).isEqualTo("null");
        simulator.revokeAll();
        assertThat(find(login(client), "refresh_token")).isNotEqualTo("null");
      }
    }
  }

  @Test
  void withheldScope_isNotGranted_andTheSignedInUserIsWhoTheIdTokenNames() {
    try (VendorSimulator simulator = VendorSimulator.start("google", CALLBACK, clock)) {
      simulator.withhold("email").signIn(TestUser.GRACE);
      Map<String, Object> tokens = login(new VendorClient(simulator, CALLBACK));
      assertThat(find(tokens, "scope")).startsWith("openid").doesNotContain("email");
      String claims = find(tokens, "id_token").split("\\.", -1)[1];
      assertThat(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
          .contains(TestUser.GRACE.subject());
    }
  }

  private static int statusWith(VendorSimulator simulator, String parameter, String value) {
    VendorClient client = new VendorClient(simulator, CALLBACK);
    client.authorization.put(parameter, value);
    return client.authorizationStatus();
  }

  private static HttpResponse<String> exchange(VendorClient client) {
    return client.exchange(client.authorize().parameter("code"));
  }

  private static Map<String, Object> login(VendorClient client) {
    return json(exchange(client));
  }

  private static boolean isRefused(HttpResponse<String> response) {
    return response.statusCode() != 200 || find(json(response), "access_token").equals("null");
  }

  private static Map<String, Object> json(HttpResponse<String> response) {
    try {
      return JSONObjectUtils.parse(response.body());
    } catch (ParseException e) {
      throw new AssertionError(response.body(), e);
    }
  }

  /** A member at the top, or where Slack has it. */
  private static String find(Map<String, Object> json, String member) {
    Object at = json.get("authed_user") instanceof Map<?, ?> user ? user : json;
    return String.valueOf(((Map<?, ?>) at).get(member));
  }
}
