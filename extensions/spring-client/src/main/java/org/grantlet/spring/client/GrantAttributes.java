package org.grantlet.spring.client;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.grantlet.GrantClient;

/** What a request says to Grantlet, as attributes, which are not sent. */
public final class GrantAttributes {
  /**
   * The name of the attribute with a grant's id. An HTTP interface has it at a parameter:
   * {@code @RequestAttribute(GrantAttributes.GRANT) String grantId}.
   */
  public static final String GRANT = "org.grantlet.grant";

  static final String TIMEOUT = "org.grantlet.timeout";

  private GrantAttributes() {}

  /**
   * The request is sent with the access token of this grant: {@code .attributes(grant(id))}.
   *
   * @param id of the grant
   */
  public static Consumer<Map<String, Object>> grant(String id) {
    requireNonNull(id, "id");
    return attributes -> attributes.put(GRANT, id);
  }

  /**
   * How long the whole call may take, instead of {@code grantlet.provider-timeout}: {@code
   * .attributes(timeout(ofMinutes(1)))}.
   *
   * @param limit positive, an hour at most, as {@link GrantClient#send} has it
   */
  public static Consumer<Map<String, Object>> timeout(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("the timeout must be positive, not " + limit);
    }
    return attributes -> attributes.put(TIMEOUT, limit);
  }
}
