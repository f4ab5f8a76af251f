package org.grantlet.flow;

import java.util.Map;
import java.util.Objects;
import org.grantlet.HostedAuthRequest;

/** A hosted auth request as it is kept until its login URL is spent. */
final class LoginTicket {
  private LoginTicket() {}

  static Map<String, Object> write(HostedAuthRequest request) {
    return Members.empty()
        .put("provider", request.providers())
        .put("redirect_uri", request.redirectUri())
        .put("state", request.state())
        .put("scope", request.scope())
        .put("login_hint", request.loginHint())
        .put("metadata", request.metadata())
        .put("grant_id", request.grantId())
        .put("settings", request.settings())
        .put("account_id", request.accountId())
        .put("owner", request.owner())
        .json();
  }

  static HostedAuthRequest read(Map<String, Object> json) {
    Members members = new Members(json);
    return new HostedAuthRequest(
        members.list("provider"),
        members.required("redirect_uri"),
        null,
        members.text("state"),
        members.list("scope"),
        members.text("login_hint"),
        members.object("metadata"),
        members.text("grant_id"),
        Objects.requireNonNullElse(members.object("settings"), Map.of()),
        members.text("account_id"),
        members.text("owner"));
  }
}
