package org.grantlet.internal.login;

import java.util.Map;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.json.JsonObject;

/** Writes hosted auth requests as JSON, and reads them back. */
final class HostedAuthRequestCodec {
  private HostedAuthRequestCodec() {}

  static Map<String, Object> write(HostedAuthRequest request, AppUrls urls) {
    return JsonObject.empty()
        .put("p", request.providers())
        .put("u", urls.shorten(request.redirectUri()))
        .put("s", request.state())
        .put("c", request.scope())
        .put("h", request.loginHint())
        .put("m", request.metadata())
        .put("g", request.grantId())
        .put("e", request.settings())
        .put("a", request.accountId())
        .put("o", request.owner())
        .members();
  }

  static HostedAuthRequest read(Map<String, Object> json, AppUrls urls) {
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
}
