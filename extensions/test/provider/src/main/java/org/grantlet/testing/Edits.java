package org.grantlet.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes to what a provider would rightly say. They stay until {@link #reset}, in the order in
 * which they were given. Thread-safe.
 *
 * @param <S> the type of the knobs
 */
public abstract class Edits<S extends Edits<S>> {
  private final List<Consumer<Map<String, Object>>> edits = new CopyOnWriteArrayList<>();

  Edits() {}

  abstract S self();

  /** Says this instead, in addition, or, if null, JSON's null. */
  public S set(String name, @Nullable Object value) {
    return edit(members -> members.put(name, value));
  }

  /** Leaves this out. */
  public S remove(String name) {
    return edit(members -> members.remove(name));
  }

  /** Changes the members, which are mutable, in any other way. */
  public S edit(Consumer<Map<String, Object>> change) {
    edits.add(change);
    return self();
  }

  /** Back to what is right. */
  public S reset() {
    edits.clear();
    return self();
  }

  void apply(Map<String, Object> members) {
    edits.forEach(edit -> edit.accept(members));
  }
}
