package org.grantlet.internal.webhook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.grantlet.GrantEvent;
import org.grantlet.internal.text.NearName;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;

/** The types of events that a webhook can ask for. */
final class WebhookTypes {
  /** All of grants, those of later versions too. */
  static final String ALL_OF_GRANTS = "grant.*";

  /** A count of logins that failed; never in the outbox, since anybody can cause it. */
  static final String AUTHENTICATION_FAILED = "authentication.failed";

  /** What {@code POST …/test} sends; nobody asks for it. */
  static final String TEST = "webhook.test";

  private WebhookTypes() {}

  /** All that can be asked for. */
  static List<String> known() {
    List<String> known = new ArrayList<>(List.of(ALL_OF_GRANTS));
    known.addAll(ofGrants());
    known.add(AUTHENTICATION_FAILED);
    return known;
  }

  private static List<String> ofGrants() {
    return Arrays.stream(GrantEvent.Type.values()).map(GrantEvent.Type::wire).toList();
  }

  /** What is wrong with what is asked for, as the end of a sentence; null if nothing is. */
  static @Nullable String problem(List<String> asked) {
    for (String type : asked) {
      if (!known().contains(type)) {
        return "must be of %s, not '%s'%s"
            .formatted(
                String.join(", ", known()), Reason.clean(type), NearName.hint(type, known()));
      }
    }
    return null;
  }

  /** In their order, without duplicates; all of grants if none is said. */
  static List<String> normal(@Nullable List<String> asked) {
    return asked == null || asked.isEmpty()
        ? List.of(ALL_OF_GRANTS)
        : asked.stream().distinct().toList();
  }

  /** Those of grants, each by its name. */
  static Set<String> ofGrants(List<String> asked) {
    Set<String> types = new LinkedHashSet<>();
    for (String type : ofGrants()) {
      if (asked.contains(type) || asked.contains(ALL_OF_GRANTS)) {
        types.add(type);
      }
    }
    return types;
  }
}
