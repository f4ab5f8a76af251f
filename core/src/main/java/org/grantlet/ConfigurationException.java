package org.grantlet;

import java.util.List;

/** A configuration that cannot start: every problem at once, each with what would be right. */
public class ConfigurationException extends RuntimeException {
  private final List<String> problems;

  /** Lists all problems; each names its key and what would be right. */
  public ConfigurationException(List<String> problems) {
    this(problems, "");
  }

  private ConfigurationException(List<String> problems, String end) {
    super(
        "Grantlet does not start, "
            + (problems.size() == 1 ? "one thing is" : problems.size() + " things are")
            + " wrong with its configuration:\n  - "
            + String.join("\n  - ", problems)
            + end);
    this.problems = List.copyOf(problems);
  }

  /** The same, with the places that were looked at and what was found there, the nearest last. */
  public ConfigurationException from(List<String> places) {
    ConfigurationException located =
        new ConfigurationException(
            problems,
            "\nKeys were looked for in these places, the last one wins:\n  - "
                + String.join("\n  - ", places));
    if (getCause() != null) {
      located.initCause(getCause());
    }
    return located;
  }

  /** The problems, one sentence each. */
  public List<String> problems() {
    return problems;
  }
}
