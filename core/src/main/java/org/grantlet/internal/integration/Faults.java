package org.grantlet.internal.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong with an integration, in the order of the rules. Not thread-safe. */
final class Faults {
  /** Members that a rule names. */
  private static final Pattern WIRE_NAME =
      Pattern.compile("\\b(" + String.join("|", SettingNames.GENERAL) + ")\\b");

  /**
   * A member that is wrong.
   *
   * @param field the member, such as {@code settings.client_id}
   * @param rule what is wrong, as the end of a sentence
   * @param missing whether it is required and not there
   * @param near the field that was meant, if one is near
   */
  record Fault(String field, String rule, boolean missing, @Nullable String near) {
    /** The fault for those who sent JSON. */
    String message() {
      String meant =
          near == null || near.startsWith("settings.") ? near : near + ", which is no setting";
      return field + " " + rule + (meant == null ? "" : "; did you mean " + meant + "?");
    }

    /** The fault for those who wrote keys. */
    String message(String provider) {
      String prefix = "grantlet.integration." + provider;
      return prefix
          + (field.equals("provider") ? ": " + field : "." + key(field))
          + " "
          + WIRE_NAME.matcher(rule).replaceAll(name -> key(name.group()))
          + (near == null ? "" : "; did you mean " + prefix + "." + key(near) + "?");
    }

    /** The last part of the key of a member. */
    private static String key(String field) {
      return field.replace("settings.", "").replace('_', '-');
    }
  }

  private final List<Fault> found = new ArrayList<>();

  void add(String field, String rule) {
    found.add(new Fault(field, rule, false, null));
  }

  /** Adds the problem of a member, if there is one. */
  void check(String field, @Nullable String problem) {
    if (problem != null) {
      add(field, problem);
    }
  }

  void missing(String field, String rule) {
    found.add(new Fault(field, rule, true, null));
  }

  void unknown(String field, String rule, @Nullable String near) {
    found.add(new Fault(field, rule, false, near));
  }

  /** Adds what a rule throws. */
  void check(Runnable rule) {
    try {
      rule.run();
    } catch (GrantletException e) {
      if (e.code() != ErrorCode.INVALID_FIELD) {
        throw e;
      }
      String[] parts = String.valueOf(e.getMessage()).split(" ", 2);
      add(parts[0], parts[parts.length - 1]);
    }
  }

  /** All of them; what is there under a wrong name is not missing, too. */
  List<Fault> all() {
    if (found.isEmpty()) {
      return List.of();
    }
    List<String> meant = found.stream().map(Fault::near).filter(Objects::nonNull).toList();
    return found.stream()
        .filter(fault -> !fault.missing() || !meant.contains(fault.field()))
        .toList();
  }

  void throwFirst() {
    for (Fault fault : all()) {
      throw new GrantletException(ErrorCode.INVALID_FIELD, fault.message());
    }
  }
}
