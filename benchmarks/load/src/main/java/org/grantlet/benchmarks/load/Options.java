package org.grantlet.benchmarks.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Arguments like {@code --name=value}. Not thread-safe. */
final class Options {
  private final List<String> arguments;
  private final String known;
  private final Set<String> used = new HashSet<>(Set.of("--quick"));

  /** The text says which arguments there are, with a %s for the one that is not. */
  Options(List<String> arguments, String known) {
    this.arguments = arguments;
    this.known = known;
  }

  /** All values, in order. */
  List<String> all(String name) {
    String start = "--" + name + "=";
    List<String> values = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.startsWith(start)) {
        used.add(argument);
        values.add(argument.substring(start.length()));
      }
    }
    return values;
  }

  String text(String name, String otherwise) {
    List<String> values = all(name);
    return values.isEmpty() ? otherwise : values.get(values.size() - 1);
  }

  List<String> list(String name, String otherwise) {
    return List.of(text(name, otherwise).split(",", -1));
  }

  double number(String name, double otherwise) {
    return Double.parseDouble(text(name, String.valueOf(otherwise)));
  }

  /** Fails if there is an argument that nobody asked for. */
  void checkUsed() {
    for (String argument : arguments) {
      if (!used.contains(argument)) {
        throw new IllegalArgumentException(known.formatted(argument));
      }
    }
  }
}
