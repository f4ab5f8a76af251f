package org.grantlet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;

/**
 * Calls the API of a grant's provider. It puts the grant's access token on each request, and sends
 * it to the provider's hosts alone: those of its entry in the catalog, of the grant's settings that
 * the provider itself wrote ({@code instance_url}), and of the integration's {@code api_base} and
 * {@code api_hosts}; over https, at the default port. Thread-safe, and as cheap to make as to keep.
 *
 * <pre>{@code
 * GrantClient calendar = hostedAuth.client(grantId);
 * URI events = calendar.uri("calendar/v3/calendars/primary/events");
 * HttpResponse<String> answer =
 *     calendar.send(HttpRequest.newBuilder(events).build(), BodyHandlers.ofString());
 * }</pre>
 */
public interface GrantClient {

  /**
   * An address at the provider, resolved against its base address as a link on a page is (RFC 3986
   * section 5): {@code calendars/primary} is below the base, {@code /connections} is below its
   * host, and a whole address, such as the link to the next page of an answer, stays what it is.
   *
   * @param reference with everything percent-encoded that has to be
   * @throws GrantletException {@link ErrorCode#INVALID_FIELD} if it is at another host, or if no
   *     base address is known; {@link ErrorCode#GRANT_NOT_FOUND}, {@link
   *     ErrorCode#INTEGRATION_NOT_FOUND}
   */
  URI uri(String reference);

  /**
   * Sends a request with the grant's access token, and waits for the whole response.
   *
   * <ul>
   *   <li>The request must not have credentials of its own ({@code Authorization}, or what the
   *       provider has in its place), {@code Host}, or other headers that belong to the connection.
   *   <li>Redirects to hosts of this provider are followed, five at most; a redirect to any other
   *       address is the response, and the token does not go there.
   *   <li>After a 401 the token is refreshed once, unless it is only seconds old, and the request
   *       sent once more. If the provider then refuses the new token at its UserInfo endpoint too
   *       (or says {@code invalid_token}, where it has none), the grant is invalid from now on, and
   *       {@link GrantListener#grantExpired} is called. The 401 is the response in any case, except
   *       where the refresh fails.
   *   <li>429 and 503 are responses like others: no thread waits for {@code Retry-After}.
   *   <li>Request and response are kept in memory: 16 MiB of each at most. For more, use {@link
   *       Grants#accessToken} and an HTTP client of your own.
   * </ul>
   *
   * @param request its {@link HttpRequest#timeout} is for all of this but a refresh of the token
   *     and a question to UserInfo, an hour at most; {@code grantlet.provider-timeout} if it has
   *     none. Its version and its {@code Expect: 100-continue} are not used. A body publisher that
   *     blocks, such as one of a slow {@code InputStream}, blocks this thread
   * @return the response; its body is as it came, so compressed only if the request asked for it
   * @throws IOException if there is none; {@link java.net.http.HttpTimeoutException} if there is
   *     none in time
   * @throws GrantletException what {@link Grants#accessToken} throws, and {@link
   *     ErrorCode#INVALID_FIELD} naming the part of the request that cannot be sent
   */
  <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException;
}
