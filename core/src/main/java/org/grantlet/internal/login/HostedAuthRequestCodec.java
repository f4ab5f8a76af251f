package org.grantlet.internal.login;

import java.util.Map;
import java.util.Objects;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.integration.AppUrls;

/** A hosted auth request as it is kept until its login URL is spent. */
final class HostedAuthRequestCodec {
  private HostedAuthRequestCodec() {}

  static Map<String, Object> write(HostedAuthRequest request, AppUrls urls) {
    return Members.empty()
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
        .json();
  }

  static HostedAuthRequest read(Map<String, Object> json, AppUrls urls) {
    Members members = new Members(json);
    return HostedAuthRequest.builder(members.list("p").toArray(String[]::new))
        .redirectUri(urls.resolve(members.required("u")))
        .state(members.text("s"))
        .scope(members.list("c"))
        .loginHint(members.text("h"))
        .metadata(members.object("m"))
        .grantId(members.text("g"))
        .settings(Objects.requireNonNullElse(members.object("e"), Map.of()))
        .accountId(members.text("a"))
        .owner(members.text("o"))
        .build();
  }
}
