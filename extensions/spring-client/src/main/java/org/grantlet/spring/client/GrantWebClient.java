package org.grantlet.spring.client;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import org.grantlet.GrantClient;
import org.grantlet.GrantletException;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Hands out builders of {@link WebClient}s that call the API of a grant's provider, with the
 * grant's access token. Thread-safe.
 *
 * <pre>{@code
 * WebClient web = new GrantWebClient(hostedAuth::client).builder().build();
 * Mono<String> events = web.get().uri("calendar/v3/calendars/primary/events")
 *     .attributes(grant(grantId)).retrieve().bodyToMono(String.class);
 * }</pre>
 *
 * <p>All is as with {@link GrantRestClient}. A call waits on a thread of Reactor's {@code
 * boundedElastic} scheduler, to its end or its timeout, after its subscriber has canceled too.
 */
public final class GrantWebClient {
  /** Spring wraps what a connector throws. */
  private static final ExchangeFilterFunction UNWRAPPED =
      (request, next) ->
          next.exchange(request)
              .onErrorMap(
                  WebClientRequestException.class,
                  e -> e.getCause() instanceof GrantletException reason ? reason : e);

  private final ClientHttpConnector connector;
  private final WebClient.Builder like;

  /**
   * For clients with Spring's defaults.
   *
   * @param clients makes the client of a grant: {@code hostedAuth::client} or {@code
   *     grantlet::client}
   */
  public GrantWebClient(Function<String, GrantClient> clients) {
    this(clients, WebClient.builder());
  }

  /**
   * For clients that have all of the application's own ones but the connector: codecs, filters,
   * observations.
   *
   * @param clients makes the client of a grant
   * @param like is copied, and stays as it is
   */
  public GrantWebClient(Function<String, GrantClient> clients, WebClient.Builder like) {
    GrantCalls calls = new GrantCalls(requireNonNull(clients, "clients"));
    connector = (method, uri, write) -> new ReactiveRequest(calls, method, uri).exchange(write);
    this.like = like.clone();
  }

  /** A builder of its own for each caller. */
  public WebClient.Builder builder() {
    return like.clone().clientConnector(connector).filters(filters -> filters.add(0, UNWRAPPED));
  }
}
