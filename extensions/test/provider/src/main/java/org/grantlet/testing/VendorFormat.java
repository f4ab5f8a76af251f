package org.grantlet.testing;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.grantlet.testing.VendorDescription.Authorization;
import org.grantlet.testing.VendorDescription.Call;
import org.grantlet.testing.VendorDescription.Incremental;
import org.grantlet.testing.VendorDescription.OpenId;
import org.grantlet.testing.VendorDescription.Pkce;
import org.grantlet.testing.VendorDescription.Refresh;
import org.grantlet.testing.VendorDescription.Token;
import org.jspecify.annotations.Nullable;

/** The members of a description's file. */
final class VendorFormat {
  private VendorFormat() {}

  static VendorDescription description(VendorFields file) {
    if (file.texts("sources").isEmpty()) {
      throw new AssertionError("A description names its sources");
    }
    Token token = token(object(file, "token"));
    Refresh refresh = refresh(file.object("refresh"), token);
    List<Call> revocations = file.objects("revocations").stream().map(VendorFormat::call).toList();
    VendorDescription description =
        new VendorDescription(
            file.textMembers("settings"),
            file.texts("scopes"),
            file.texts("other_scopes"),
            authorization(object(file, "authorization")),
            token,
            refresh,
            openId(file.object("openid")),
            file.objects("profiles").stream().map(VendorFormat::call).toList(),
            revocations,
            expected(object(file, "expected"), token, refresh, revocations));
    file.end();
    return description;
  }

  private static VendorFields object(VendorFields file, String name) {
    return Objects.requireNonNull(file.object(name), name);
  }

  private static Authorization authorization(VendorFields fields) {
    String denied = fields.optionalText("denied");
    String scope = fields.optionalText("scope_parameter");
    Authorization authorization =
        new Authorization(
            fields.text("url"),
            scope == null ? "scope" : scope,
            fields.optionalText("scope_separator"),
            fields.textMembers("parameters"),
            fields.textMembers("offline"),
            Pkce.valueOf(fields.text("pkce").toUpperCase(Locale.ROOT)),
            fields.textMembers("callback"),
            fields.optionalText("hmac"),
            denied == null ? "access_denied" : denied,
            incremental(fields.object("incremental")));
    fields.end();
    return authorization;
  }

  private static @Nullable Incremental incremental(@Nullable VendorFields fields) {
    if (fields == null) {
      return null;
    }
    Incremental incremental =
        new Incremental(
            fields.optionalText("parameter"),
            fields.textMembers("again"),
            fields.optionalText("resource"));
    fields.end();
    return incremental;
  }

  private static Token token(VendorFields fields) {
    int lifetime = fields.number("lifetime", 0);
    Map<String, Object> error = fields.members("error");
    Token token =
        new Token(
            fields.text("url"),
            fields.texts("authentication"),
            fields.texts("bodies"),
            fields.textMembers("headers"),
            fields.textMembers("parameters"),
            fields.flag("form_reply", false),
            lifetime == 0 ? null : Duration.ofSeconds(lifetime),
            fields.members("response"),
            fields.number("error_status", 400),
            error.isEmpty() ? Map.of("error", "$error") : error,
            fields.textMembers("error_codes"));
    fields.end();
    return token;
  }

  private static @Nullable Refresh refresh(@Nullable VendorFields fields, Token token) {
    if (fields == null) {
      return null;
    }
    String url = fields.optionalText("url");
    Map<String, Object> response = fields.members("response");
    Refresh refresh =
        new Refresh(
            url == null ? token.url() : url,
            Rotation.valueOf(fields.text("rotation").toUpperCase(Locale.ROOT)),
            fields.texts("parameters"),
            response.isEmpty() ? token.response() : response);
    fields.end();
    return refresh;
  }

  private static @Nullable OpenId openId(@Nullable VendorFields fields) {
    if (fields == null) {
      return null;
    }
    OpenId openId =
        new OpenId(fields.text("jwks_uri"), fields.members("claims"), fields.flag("nonce", true));
    fields.end();
    return openId;
  }

  private static Call call(VendorFields fields) {
    String[] request = fields.text("request").split(" ", 2);
    String token = fields.optionalText("token");
    String contains = fields.optionalText("contains");
    List<String> takes = fields.texts("takes");
    Call call =
        new Call(
            request[0],
            request[1],
            fields.texts("authentication"),
            fields.textMembers("headers"),
            fields.optionalText("body"),
            token == null ? "token" : token,
            takes.isEmpty() ? List.of("access_token") : takes,
            contains == null ? "" : contains,
            fields.optionalText("scope"),
            fields.number("status", 200),
            fields.number("unknown", 401),
            fields.value("response"));
    fields.end();
    return call;
  }

  private static VendorExpectation expected(
      VendorFields fields, Token token, @Nullable Refresh refresh, List<Call> revocations) {
    VendorExpectation expected =
        new VendorExpectation(
            fields.optionalText("subject"),
            fields.optionalText("email"),
            fields.texts("scope"),
            fields.textMembers("kept"),
            token.lifetime(),
            refresh == null ? null : refresh.rotation(),
            !revocations.isEmpty());
    fields.end();
    return expected;
  }
}
