package org.grantlet.provider;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * Every call to a provider goes this way: the form of its URL is checked, it has its time, and what
 * comes back is read in one place. Thread-safe.
 */
final class ProviderTransport implements AutoCloseable {
  private final EndpointPolicy policy;
  private final Duration timeout;
  private final Lazy<HttpSender> sender;

  ProviderTransport(EndpointPolicy policy, HttpOptions http, Duration timeout) {
    this.policy = policy;
    this.timeout = timeout;
    sender = new Lazy<>(() -> http.open(policy, timeout));
  }

  /**
   * Sends a request.
   *
   * @throws IOException saying why there is no answer; {@link org.grantlet.text.Reason#of} shows it
   */
  ProviderReply send(ProviderRequest request) throws IOException {
    URI uri = request.uri();
    String problem = policy.problem(uri.toString());
    if (problem != null) {
      throw new IOException(uri.getScheme() + "://" + uri.getAuthority() + " " + problem);
    }
    for (String value : request.headers().values()) {
      if (!value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
        throw new IOException("what should be sent does not fit into a header");
      }
    }
    return new ProviderReply(sender.get().send(request.within(timeout)));
  }

  @Override
  public void close() {
    sender.ifMade(HttpSender::close);
  }
}
