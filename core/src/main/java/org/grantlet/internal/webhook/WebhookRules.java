package org.grantlet.internal.webhook;

import static org.grantlet.GrantletException.requireValid;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.json.Limits;
import org.jspecify.annotations.Nullable;

/** What a webhook must be. Immutable. */
final class WebhookRules {
  /** Of one application. */
  static final int MAX_WEBHOOKS = 100;

  private static final int URL_LENGTH = 2048;
  private static final int DESCRIPTION_LENGTH = 256;
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  private final EndpointPolicy policy;

  WebhookRules(EndpointPolicy policy) {
    this.policy = policy;
  }

  /** Whether this can be the id of a webhook, or its name in keys. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** What is wrong with a URL, as the end of a sentence; null if nothing is. */
  @Nullable String url(String url) {
    if (url.length() > URL_LENGTH) {
      return "must be at most " + URL_LENGTH + " characters, not " + url.length();
    }
    String problem = policy.problem(url);
    // A name is looked up for each delivery; one that is an address is refused here.
    return problem != null ? problem : policy.refusalByName(URI.create(url).getHost());
  }

  /** Checks what a call of the API gives. */
  void check(String url, @Nullable List<String> types, @Nullable String description) {
    requireValid("webhook_url", url(url));
    requireValid("trigger_types", types == null ? null : WebhookTypes.problem(types));
    requireValid("description", Limits.text(description, 0, DESCRIPTION_LENGTH));
  }

  static void requireOfApi(Webhook webhook, String otherwise) {
    if (webhook.isConfigured()) {
      throw refused("The configuration made the webhook %s: %s".formatted(webhook.id(), otherwise));
    }
  }

  static GrantletException refused(String message) {
    return new GrantletException(ErrorCode.WEBHOOK_REFUSED, message);
  }
}
