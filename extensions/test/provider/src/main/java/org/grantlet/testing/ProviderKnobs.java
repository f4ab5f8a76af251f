package org.grantlet.testing;

import java.util.List;

/** What a test can turn at a {@link TestProvider}, and what it was asked. Thread-safe. */
public abstract sealed class ProviderKnobs permits TestProvider {
  final ProviderServer server;
  private final IdTokenBehavior idToken = new IdTokenBehavior();

  ProviderKnobs(ProviderServer server) {
    this.server = server;
  }

  /** Knobs of the discovery document. */
  public Behavior discovery() {
    return server.behavior(Endpoint.DISCOVERY);
  }

  /** Knobs of the published keys. */
  public Behavior jwks() {
    return server.behavior(Endpoint.JWKS);
  }

  /** Knobs of the authorization response. */
  public Behavior authorization() {
    return server.behavior(Endpoint.AUTHORIZATION);
  }

  /** Knobs of the token response to a code. */
  public Behavior token() {
    return server.behavior(Endpoint.TOKEN);
  }

  /** Knobs of the token response to a refresh token. */
  public Behavior refresh() {
    return server.refresh();
  }

  /** Knobs of UserInfo. */
  public Behavior userinfo() {
    return server.behavior(Endpoint.USERINFO);
  }

  /** Knobs of revocation. */
  public Behavior revocation() {
    return server.behavior(Endpoint.REVOCATION);
  }

  /** Knobs of the ID token. */
  public IdTokenBehavior idToken() {
    return idToken;
  }

  /** Knobs of the API, which knows no call at first. */
  public Behavior api() {
    return server.behavior(Endpoint.API);
  }

  /** What an endpoint was asked, in the order of arrival. */
  public List<RecordedRequest> requests(Endpoint endpoint) {
    return server.log().of(endpoint);
  }

  /** The requests of the token endpoint that used a refresh token. */
  public List<RecordedRequest> refreshes() {
    return requests(Endpoint.TOKEN).stream().filter(RecordedRequest::isRefresh).toList();
  }

  /** Waits, for at most 30 seconds, until an endpoint was asked so many times. */
  public void awaitRequests(Endpoint endpoint, int count) {
    server.log().await(endpoint, count);
  }

  /** Forgets what was recorded. */
  public void forgetRequests() {
    server.log().clear();
  }
}
