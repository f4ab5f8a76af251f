package org.grantlet.internal.login;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.json.Json;
import org.grantlet.internal.json.JsonObject;

/**
 * Reads steps as versions until 0.1 wrote them, in JSON: logins may be under way in a shared store
 * while its nodes are upgraded.
 */
final class StepJson {
  private StepJson() {}

  static boolean isJson(byte[] stored) {
    return stored.length > 0 && stored[0] == '{';
  }

  static LoginStep read(byte[] stored, AppUrls urls) {
    Map<String, Object> json = Json.object(stored);
    JsonObject members = JsonObject.stored(json);
    String kind = members.string("t");
    if (kind == null) {
      return new LoginStep.Open(request(json, urls), members.flag("x", false));
    }
    return switch (kind) {
      case "a" -> pending(members, urls);
      case "t" ->
          new LoginStep.Exchanging(
              pending(members, urls),
              members.required("k"),
              Instant.ofEpochMilli(Objects.requireNonNull(members.number("w"))));
      default ->
          new LoginStep.Ended(
              result(members), binding(members), members.string("k"), members.flag("d", false));
    };
  }

  private static HostedAuthRequest request(Map<String, Object> json, AppUrls urls) {
    JsonObject members = JsonObject.stored(json);
    return HostedAuthRequest.builder(members.list("p").toArray(String[]::new))
        .redirectUri(urls.resolve(members.required("u")))
        .state(members.string("s"))
        .scope(members.list("c"))
        .loginHint(members.string("h"))
        .metadata(members.object("m"))
        .grantId(members.string("g"))
        .settings(members.any("e"))
        .accountId(members.string("a"))
        .owner(members.string("o"))
        .build();
  }

  private static PendingAuthorization pending(JsonObject members, AppUrls urls) {
    return new PendingAuthorization(
        request(Objects.requireNonNull(members.object("r")), urls),
        members.required("i"),
        urls.resolve(members.required("c")),
        binding(members),
        members.flag("v", false),
        members.flag("n", false));
  }

  private static BrowserBinding binding(JsonObject members) {
    return new BrowserBinding(members.required("b"), members.string("o"), members.string("h"));
  }

  private static LoginResult result(JsonObject members) {
    return new LoginResult(
        members.required("u"),
        members.flag("ok", false),
        members.string("g"),
        members.string("p"),
        members.string("m"),
        members.string("s"),
        members.string("e"),
        false);
  }
}
