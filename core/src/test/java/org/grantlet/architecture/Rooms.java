package org.grantlet.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Packages with one purpose, and what each of them uses.
 *
 * @param uses the rooms that a room uses directly, by its name
 */
public record Rooms(Map<String, Set<String>> uses) {

  /**
   * The rooms of the code.
   *
   * @param room the name of the room of a class
   */
  public static Rooms of(JavaClasses classes, Function<JavaClass, String> room) {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (JavaClass from : classes) {
      Set<String> used = uses.computeIfAbsent(room.apply(from), name -> new TreeSet<>());
      from.getDirectDependenciesFromSelf().stream()
          .map(Dependency::getTargetClass)
          .map(JavaClass::getBaseComponentType)
          .filter(to -> classes.contain(to.getName()))
          .map(room)
          .filter(to -> !to.equals(room.apply(from)))
          .forEach(used::add);
    }
    return new Rooms(uses);
  }

  /** The rooms that use themselves by way of others. */
  public Set<String> onCycles() {
    Set<String> rooms = new TreeSet<>(uses.keySet());
    rooms.removeIf(room -> !reachable(room).contains(room));
    return rooms;
  }

  /** As a picture: one line for each arrow, without those that a longer way shows too. */
  public Set<String> picture() {
    Set<String> arrows = new TreeSet<>();
    uses.forEach(
        (from, used) ->
            used.stream()
                .filter(to -> used.stream().noneMatch(other -> reachable(other).contains(to)))
                .forEach(to -> arrows.add(from + " --> " + to)));
    return arrows;
  }

  private Set<String> reachable(String room) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(room));
    while (!open.isEmpty()) {
      for (String next : uses.getOrDefault(open.pop(), new TreeSet<>())) {
        if (reached.add(next)) {
          open.push(next);
        }
      }
    }
    return reached;
  }

  /** One room in a line, as an assertion shows it. */
  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder("\n");
    for (Map.Entry<String, Set<String>> room : uses.entrySet()) {
      lines.append(room.getKey()).append(": ").append(String.join(", ", room.getValue()));
      lines.append('\n');
    }
    return lines.toString();
  }
}
