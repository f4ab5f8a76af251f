package org.grantlet.servlet.internal.api;

import static org.grantlet.servlet.internal.api.BadCase.LEFT_OUT;
import static org.grantlet.servlet.internal.api.BadCase.field;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bodies with one member that is wrong. */
final class BadBodies {
  private static final Map<String, Object> LARGE = Map.of("x", "x".repeat(16 * 1024));
  private static final List<String> MANY =
      IntStream.rangeClosed(0, 100).mapToObj(i -> "https://a.example/" + i).toList();

  private BadBodies() {}

  static Stream<BadCase> all() {
    return Stream.of(integrations(), settings(), auth(), grants(), notFound())
        .flatMap(cases -> cases);
  }

  private static Stream<BadCase> cases(
      String method, String path, String member, Object... values) {
    return Arrays.stream(values).map(value -> field(method, path, member, value));
  }

  private static Stream<BadCase> integrations() {
    String path = "/integrations";
    return Stream.concat(
        Stream.of(
                cases(
                    "POST",
                    path,
                    "provider",
                    LEFT_OUT,
                    null,
                    5,
                    List.of("other"),
                    "",
                    "Google",
                    "a b",
                    "-a",
                    "a/b",
                    "a".repeat(65)),
                cases("POST", path, "redirect_uris", LEFT_OUT, null),
                cases("POST", path, "settings", "x", 5, List.of(), true))
            .flatMap(cases -> cases),
        Stream.of("POST " + path, "PATCH " + path + "/acme")
            .map(call -> call.split(" ", -1))
            .flatMap(call -> both(call[0], call[1])));
  }

  private static Stream<BadCase> both(String method, String path) {
    return Stream.of(
            cases(method, path, "name", 5, true, List.of(), Map.of(), "x".repeat(257), "a\nb"),
            scopes(method, path),
            cases(
                method,
                path,
                "redirect_uris",
                List.of(),
                "https://app.example.com/",
                List.of(5),
                Collections.singletonList(null),
                List.of(""),
                List.of("/connected"),
                List.of("app.example.com"),
                List.of("http://app.example.com/"),
                List.of("http://localhost.evil.example/"),
                List.of("https://app.example.com/#top"),
                List.of("https://user:pass@app.example.com/"),
                List.of("https://app.example.com/ x"),
                List.of("https:///x"),
                List.of("javascript:alert(1)"),
                List.of("ftp://app.example.com/"),
                List.of("https://app.example.com/" + "x".repeat(2048)),
                MANY),
            cases(
                method,
                path,
                "expires_in",
                59,
                0,
                -1,
                315_360_001,
                Long.MAX_VALUE,
                1.5,
                "3600",
                true,
                List.of(60)))
        .flatMap(cases -> cases);
  }

  private static Stream<BadCase> scopes(String method, String path) {
    return cases(
        method,
        path,
        "scope",
        "openid",
        5,
        Map.of(),
        List.of(5),
        Collections.singletonList(null),
        List.of(""),
        List.of("a b"),
        List.of("a\"b"),
        List.of("é"),
        List.of("x".repeat(513)),
        IntStream.rangeClosed(0, 100).mapToObj(i -> "s" + i).toList());
  }

  private static Stream<BadCase> settings() {
    return Stream.of("POST /integrations", "PATCH /integrations/acme")
        .map(call -> call.split(" ", -1))
        .flatMap(
            call ->
                Stream.of(
                        cases(call[0], call[1], "settings.client_id", null, 5, "", "x".repeat(513)),
                        cases(
                            call[0],
                            call[1],
                            "settings.client_secret",
                            null,
                            5,
                            "",
                            "x".repeat(8193)),
                        cases(
                            call[0],
                            call[1],
                            "settings.issuer",
                            "http://idp.example",
                            "idp",
                            5,
                            true),
                        cases(call[0], call[1], "settings.issuer", "https://idp.example/#x", null),
                        cases(call[0], call[1], "settings.token_endpoint", "ftp://idp.example/", 5),
                        cases(
                            call[0], call[1], "settings.jwks_uri", "http://10.0.0.1/keys", "keys"),
                        cases(call[0], call[1], "settings.token_endpoint_auth_method", "jwt", 5),
                        cases(call[0], call[1], "settings.require_all_scopes", "maybe", "true", 1),
                        cases(call[0], call[1], "settings.shared_callback", "false", Map.of()),
                        cases(
                            call[0],
                            call[1],
                            "settings.authorization_parameters",
                            "a=b",
                            Map.of("state", "x"),
                            Map.of("a", 1)),
                        cases(call[0], call[1], "settings.discovery_url", "http://idp.example", 5),
                        cases(call[0], call[1], "settings.response_mode", "fragment", 5),
                        cases(call[0], call[1], "settings.id_token_signed_response_alg", "none"),
                        Stream.of(
                            field(call[0], call[1], "settings." + "x".repeat(65), 1)
                                .fails(400, "api.invalid_field", "settings"),
                            field(call[0], call[1], "settings.extra", LARGE)
                                .fails(400, "api.invalid_field", "settings"),
                            field(call[0], call[1], "settings.extra", "a\0b")
                                .fails(400, "api.invalid_field", "settings")))
                    .flatMap(cases -> cases));
  }

  private static Stream<BadCase> auth() {
    String path = "/auth";
    return Stream.of(
            Stream.of(LEFT_OUT, "", List.of())
                .map(
                    value ->
                        field("POST", path, "provider", value)
                            .fails(400, "grant.provider_required", "provider")),
            cases(
                "POST",
                path,
                "provider",
                5,
                Map.of(),
                "Not A Name",
                "a".repeat(65),
                "**",
                List.of(5),
                List.of("acme", ""),
                List.of("acme", "Not A Name"),
                List.of("acme", "acme"),
                List.of("*"),
                List.of("acme", "*"),
                Collections.nCopies(101, "acme")),
            cases("POST", path, "redirect_uri", LEFT_OUT, null, 5, List.of(), ""),
            cases("POST", path, "redirect_uri", "https://a.example/" + "x".repeat(2048)),
            Stream.of(
                    ApiServer.REDIRECT_URI + "/",
                    ApiServer.REDIRECT_URI + "?x=1",
                    ApiServer.REDIRECT_URI + "#",
                    "/connected",
                    "HTTPS://app.example.com/connected",
                    "https://app.example.com/%63onnected",
                    "https://app.example.com:443/connected",
                    "https://evil.example/connected")
                .map(
                    uri ->
                        field("POST", path, "redirect_uri", uri)
                            .fails(400, "grant.callback_uri_not_allowed", "redirect_uri")),
            cases("POST", path, "expires_in", 59, 0, -60, 1.5, "60", true, Map.of()),
            cases("POST", path, "state", 5, true, List.of("x"), "x".repeat(257), "a\nb", "a\0b"),
            cases("POST", path, "login_hint", 5, "x".repeat(513), "a\r\nb"),
            cases("POST", path, "metadata", "x", 5, List.of(), LARGE, Map.of("a\0", 1)),
            cases("POST", path, "grant_id", 5, "", "x".repeat(65), List.of()),
            cases("POST", path, "settings", "x", 5, List.of(), LARGE),
            cases("POST", path, "account_id", 5, "", "x".repeat(257), Map.of()),
            scopes("POST", path))
        .flatMap(cases -> cases);
  }

  private static Stream<BadCase> grants() {
    String one = "/grants/{grant}";
    return Stream.of(
            Stream.of(LEFT_OUT, "")
                .map(
                    value ->
                        field("POST", "/grants", "provider", value)
                            .fails(400, "grant.provider_required", "provider")),
            cases("POST", "/grants", "provider", 5, List.of(), "Not A Name", "a".repeat(65)),
            cases("POST", "/grants", "state", 5, "x".repeat(257), "a\nb"),
            cases("POST", "/grants", "account_id", 5, "", "x".repeat(257)),
            Stream.of("POST /grants", "PATCH " + one)
                .map(call -> call.split(" ", -1))
                .flatMap(
                    call ->
                        Stream.of(
                                cases(call[0], call[1], "settings", "x", 5, List.of(), LARGE),
                                cases(call[0], call[1], "settings.refresh_token", 5, true, ""),
                                cases(call[0], call[1], "settings.refresh_token", "x".repeat(8193)),
                                cases(call[0], call[1], "metadata", "x", 5, List.of(), LARGE),
                                scopes(call[0], call[1]),
                                Stream.of(
                                    field(call[0], call[1], "settings.refresh_token", "made-up")
                                        .fails(401, "grant.refresh_token_invalid", "The provider")))
                            .flatMap(cases -> cases)),
            cases("POST", "/grants", "settings.refresh_token", LEFT_OUT, null))
        .flatMap(cases -> cases);
  }

  private static Stream<BadCase> notFound() {
    String id = "00000000-0000-4000-8000-000000000000";
    return Stream.of(
        field("POST", "/auth", "provider", "nobody").fails(404, "integration.not_found", "There"),
        field("POST", "/auth", "provider", List.of("acme", "nobody"))
            .fails(404, "integration.not_found", "There"),
        field("POST", "/auth", "grant_id", id).fails(404, "grant.not_found", "There"),
        field("POST", "/grants", "provider", "nobody").fails(404, "integration.not_found", "There"),
        field("POST", "/integrations", "provider", "acme")
            .fails(409, "integration.already_exists", "There"),
        field("PATCH", "/integrations/nobody", "name", "x")
            .fails(404, "integration.not_found", "There"),
        field("PATCH", "/grants/" + id, "metadata", Map.of())
            .fails(404, "grant.not_found", "There"),
        field("PATCH", "/grants/x", "metadata", Map.of()).fails(404, "grant.not_found", "There"));
  }
}
