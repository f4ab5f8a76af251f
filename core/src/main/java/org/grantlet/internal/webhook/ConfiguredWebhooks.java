package org.grantlet.internal.webhook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.grantlet.Secret;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.text.Reason;
import org.grantlet.internal.text.WebhookSignature;
import org.jspecify.annotations.Nullable;

/** The webhooks that the configuration names. Not thread-safe while it is filled. */
public final class ConfiguredWebhooks {
  private static final int SECRETS = 2;

  private record Spec(String url, Secret secret, List<String> types) {
    List<Secret> secrets() {
      return Arrays.stream(secret.reveal().split(",", -1))
          .map(part -> Secret.of(part.strip()))
          .toList();
    }
  }

  private final Map<String, Spec> specs = new LinkedHashMap<>();

  /**
   * Adds a webhook; what is said later of the same name wins.
   *
   * @param url empty if it is missing
   * @param secret one, or two with a comma between them, the new one first; empty if it is missing
   * @param types none for all events of grants
   */
  public void add(String name, String url, Secret secret, List<String> types) {
    specs.put(name, new Spec(url, secret, List.copyOf(types)));
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return specs.isEmpty();
  }

  /** Their names. */
  public Set<String> names() {
    return specs.keySet();
  }

  /** That they cannot be. */
  public List<String> unsupported(String reason) {
    return specs.keySet().stream()
        .map(name -> "grantlet.webhook.%s cannot be: %s".formatted(Reason.clean(name), reason))
        .toList();
  }

  /** What is wrong with them. */
  public List<String> problems(EndpointPolicy policy) {
    WebhookRules rules = new WebhookRules(policy);
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, Spec> each : specs.entrySet()) {
      String name = each.getKey();
      Spec spec = each.getValue();
      String key = "grantlet.webhook." + name;
      if (!WebhookRules.isId(name)) {
        problems.add(
            "grantlet.webhook must have names of lower-case letters, digits, '-' and '_', not '"
                + Reason.clean(name)
                + "'");
      }
      add(problems, key + ".url", urlProblem(rules, spec.url()));
      add(problems, key + ".secret", secretProblem(spec));
      add(problems, key + ".events", WebhookTypes.problem(spec.types()));
    }
    return problems;
  }

  private static void add(List<String> problems, String key, @Nullable String problem) {
    if (problem != null) {
      problems.add(key + " " + problem);
    }
  }

  private static @Nullable String urlProblem(WebhookRules rules, String url) {
    if (url.isEmpty()) {
      return "is missing: where events are sent, such as https://crm.example.com/grantlet";
    }
    String problem = rules.url(url);
    return problem == null ? null : problem + ": '" + shown(url) + "'";
  }

  /** Without what may be a secret. */
  private static String shown(String url) {
    return Reason.clean(url.replaceFirst("//[^/]*@", "//…@").replaceFirst("(?s)\\?.*", "?…"));
  }

  private static @Nullable String secretProblem(Spec spec) {
    if (spec.secret().reveal().isBlank()) {
      return "is missing. Here is a new one, which the receiver needs too: "
          + WebhookSecrets.random().reveal();
    }
    List<Secret> secrets = spec.secrets();
    try {
      secrets.forEach(secret -> WebhookSignature.key(secret.reveal()));
    } catch (IllegalArgumentException e) {
      return e.getMessage() + ", or two of them with a comma between, the new one first";
    }
    return secrets.size() > SECRETS
        ? "must have two secrets at most, the new one first, not " + secrets.size()
        : null;
  }

  /** Makes them, or brings them up to date; they stay for a while after the last such call. */
  void put(WebhookChanges target) {
    specs.forEach((name, spec) -> target.configure(name, spec.url(), spec.types(), spec.secrets()));
  }
}
