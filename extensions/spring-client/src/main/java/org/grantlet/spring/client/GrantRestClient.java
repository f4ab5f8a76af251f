package org.grantlet.spring.client;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import org.grantlet.GrantClient;
import org.springframework.web.client.RestClient;

/**
 * Hands out builders of {@link RestClient}s that call the API of a grant's provider, with the
 * grant's access token. Thread-safe.
 *
 * <pre>{@code
 * RestClient rest = new GrantRestClient(hostedAuth::client).builder().build();
 * String events = rest.get().uri("calendar/v3/calendars/primary/events")
 *     .attributes(grant(grantId)).retrieve().body(String.class);
 * }</pre>
 *
 * <p>{@link GrantClient} sends the requests, and its rules hold: a path is resolved against the
 * provider's base address, the token goes to the provider's hosts alone, redirects are followed to
 * these, and a 401 refreshes the token once. Interceptors never see the token. What {@link
 * GrantClient#send} throws is thrown, but for an {@code IOException}, which Spring wraps. A builder
 * that gets another request factory calls without a token.
 */
public final class GrantRestClient {
  private final GrantCalls calls;
  private final RestClient.Builder like;

  /**
   * For clients with Spring's defaults.
   *
   * @param clients makes the client of a grant: {@code hostedAuth::client} or {@code
   *     grantlet::client}
   */
  public GrantRestClient(Function<String, GrantClient> clients) {
    this(clients, RestClient.builder());
  }

  /**
   * For clients that have all of the application's own ones but the request factory: message
   * converters, interceptors, observations.
   *
   * @param clients makes the client of a grant
   * @param like is copied, and stays as it is
   */
  public GrantRestClient(Function<String, GrantClient> clients, RestClient.Builder like) {
    calls = new GrantCalls(requireNonNull(clients, "clients"));
    this.like = like.clone();
  }

  /** A builder of its own for each caller. */
  public RestClient.Builder builder() {
    return like.clone().requestFactory((uri, method) -> new BlockingRequest(calls, method, uri));
  }
}
