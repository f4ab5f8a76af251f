package org.grantlet.internal.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.minidev.json.writer.JsonReaderI;

/**
 * Reads objects as ordered maps and arrays as lists. Its base is not json-smart's default reader,
 * which would load readers and writers of all kinds of Java objects. Thread-safe.
 */
final class TreeReader extends JsonReaderI<Object> {
  /** Where an object names a member twice, the last one counts. */
  static final TreeReader LENIENT = new TreeReader(false);

  /**
   * Reads objects that name each member once, at every depth. RFC 8259 section 4 leaves open what
   * two of a name mean: one parser takes the first, another the last.
   */
  static final TreeReader UNIQUE = new TreeReader(true);

  private final boolean unique;

  private TreeReader(boolean unique) {
    super(null);
    this.unique = unique;
  }

  /** A name that is there twice. */
  static final class Repeated extends RuntimeException {
    private Repeated(String name) {
      super(name);
    }
  }

  @Override
  public JsonReaderI<Object> startObject(String key) {
    return this;
  }

  @Override
  public JsonReaderI<Object> startArray(String key) {
    return this;
  }

  @Override
  public Object createObject() {
    return new LinkedHashMap<String, Object>();
  }

  @Override
  public Object createArray() {
    return new ArrayList<Object>();
  }

  @Override
  @SuppressWarnings("unchecked") // what createObject made
  public void setValue(Object current, String key, Object value) {
    Map<String, Object> object = (Map<String, Object>) current;
    if (unique && object.containsKey(key)) {
      throw new Repeated(key);
    }
    object.put(key, value);
  }

  @Override
  @SuppressWarnings("unchecked") // what createArray made
  public void addValue(Object current, Object value) {
    ((List<Object>) current).add(value);
  }
}
