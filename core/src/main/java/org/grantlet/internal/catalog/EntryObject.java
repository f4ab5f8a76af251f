package org.grantlet.internal.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of an entry, read strictly: each wrong member becomes a problem that names it, and
 * reading goes on, so that all problems are known at once. Not thread-safe.
 */
final class EntryObject {
  private final Map<String, Object> json;
  private final String place;
  private final List<String> problems;

  /** The holes that templates may have, with a value that each could be filled with. */
  private final Map<String, String> holes;

  private final Set<String> known = new LinkedHashSet<>();

  EntryObject(
      Map<String, Object> json, String place, List<String> problems, Map<String, String> holes) {
    this.json = json;
    this.place = place;
    this.problems = problems;
    this.holes = holes;
  }

  boolean has(String member) {
    return json.get(member) != null;
  }

  void problem(String member, String rule) {
    problems.add(place + member + " " + rule);
  }

  /** Complains of the members that nobody asked for. */
  void end() {
    for (String member : json.keySet()) {
      if (!known.contains(member)) {
        problem(member, "is not known; there are " + known);
      }
    }
  }

  @Nullable String text(String member) {
    Object value = value(member);
    if (value == null || (value instanceof String text && !text.isBlank())) {
      return (String) value;
    }
    problem(member, "must be a text that is not empty");
    return null;
  }

  /** A text that may be empty or blank. */
  @Nullable String anyText(String member) {
    Object value = value(member);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    problem(member, "must be a text");
    return null;
  }

  String text(String member, String otherwise) {
    return Objects.requireNonNullElse(text(member), otherwise);
  }

  String required(String member) {
    String value = text(member);
    if (value == null && json.get(member) == null) {
      problem(member, "is missing");
    }
    return Objects.requireNonNullElse(value, "");
  }

  boolean flag(String member, boolean otherwise) {
    Object value = value(member);
    if (value == null || value instanceof Boolean) {
      return value == null ? otherwise : (Boolean) value;
    }
    problem(member, "must be true or false");
    return otherwise;
  }

  @Nullable Duration seconds(String member) {
    Object value = value(member);
    if (value == null) {
      return null;
    }
    if (value instanceof Integer seconds && seconds > 0) {
      return Duration.ofSeconds(seconds);
    }
    problem(member, "must be a whole number of seconds, at least 1");
    return null;
  }

  /** A whole number; 0 if absent. */
  int number(String member, int min, int max) {
    Object value = value(member);
    if (value == null || (value instanceof Integer given && given >= min && given <= max)) {
      return value == null ? 0 : (Integer) value;
    }
    problem(member, "must be a whole number from " + min + " to " + max);
    return 0;
  }

  List<String> texts(String member) {
    Object value = value(member);
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        if (element instanceof String text && !text.isBlank()) {
          texts.add(text);
        } else {
          problem(member, "must hold texts only");
        }
      }
    } else if (value != null) {
      problem(member, "must be an array of texts");
    }
    return List.copyOf(texts);
  }

  Map<String, String> strings(String member) {
    Map<String, String> strings = new LinkedHashMap<>();
    any(member)
        .forEach(
            (name, value) -> {
              if (value instanceof String text) {
                strings.put(name, text);
              } else {
                problem(member + "." + name, "must be a text");
              }
            });
    return Map.copyOf(strings);
  }

  Map<String, Template> templates(String member) {
    Map<String, Template> templates = new LinkedHashMap<>();
    strings(member)
        .forEach(
            (name, text) -> {
              Template template = parsed(member + "." + name, text, Template::of);
              if (template != null && holesFit(member + "." + name, template, holes)) {
                templates.put(name, template);
              }
            });
    return Map.copyOf(templates);
  }

  /** A URL. */
  @Nullable Template url(String member) {
    return url(member, holes);
  }

  /** A URL whose template may have these holes. */
  @Nullable Template url(String member, Map<String, String> holes) {
    Template url = parsed(member, Template::url);
    if (url == null || !holesFit(member, url, holes)) {
      return null;
    }
    if (Template.isUrl(url.uri(holes::get).toString())) {
      return url;
    }
    problem(member, "must be an absolute https URL without fragment, not '" + url + "'");
    return null;
  }

  private boolean holesFit(String member, Template template, Map<String, String> holes) {
    for (String hole : template.holes()) {
      if (!holes.containsKey(hole)) {
        problem(member, "has the hole {" + hole + "}, which is none of inputs" + holes.keySet());
        return false;
      }
    }
    return true;
  }

  @Nullable String word(String member, List<String> allowed) {
    String value = text(member);
    if (value != null && !allowed.contains(value)) {
      problem(member, "must be one of " + allowed + ", not '" + value + "'");
      return null;
    }
    return value;
  }

  /** One of these, by its name in lower case. */
  <E extends Enum<E>> @Nullable E oneOf(String member, EnumSet<E> allowed) {
    Map<String, E> byName = new LinkedHashMap<>();
    allowed.forEach(value -> byName.put(value.name().toLowerCase(Locale.ROOT), value));
    String name = word(member, List.copyOf(byName.keySet()));
    return name == null ? null : byName.get(name);
  }

  <E extends Enum<E>> E oneOf(String member, E otherwise, EnumSet<E> allowed) {
    return Objects.requireNonNullElse(oneOf(member, allowed), otherwise);
  }

  <T> @Nullable T parsed(String member, Function<String, T> parser) {
    String text = text(member);
    return text == null ? null : parsed(member, text, parser);
  }

  private <T> @Nullable T parsed(String member, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      problem(member, e.getMessage() + ": '" + text + "'");
      return null;
    }
  }

  ValueSource source(String member, ValueSource otherwise) {
    return Objects.requireNonNullElse(parsed(member, ValueSource::of), otherwise);
  }

  /** One source, or several that make the value together, of each of which there may be some. */
  List<List<ValueSource>> sources(String member) {
    return lists(member).stream()
        .map(
            texts ->
                texts.stream()
                    .flatMap(text -> Stream.ofNullable(parsed(member, text, ValueSource::of)))
                    .toList())
        .toList();
  }

  /** Lists of texts; a text in place of a list is a list of one. */
  List<List<String>> lists(String member) {
    Object value = value(member);
    List<List<String>> lists = new ArrayList<>();
    for (Object part : value instanceof List<?> list ? list : Stream.ofNullable(value).toList()) {
      List<String> texts = new ArrayList<>();
      for (Object each : part instanceof List<?> several ? several : List.of(part)) {
        if (each instanceof String text && !text.isBlank()) {
          texts.add(text);
        } else {
          problem(member, "must hold texts, or arrays of texts");
        }
      }
      lists.add(List.copyOf(texts));
    }
    return List.copyOf(lists);
  }

  /** An object of any members; empty if absent. */
  @SuppressWarnings("unchecked") // JSON objects have string names
  Map<String, Object> any(String member) {
    Object value = value(member);
    if (value == null || value instanceof Map<?, ?>) {
      return value == null ? Map.of() : (Map<String, Object>) value;
    }
    problem(member, "must be an object");
    return Map.of();
  }

  /** An object within; empty if absent. */
  EntryObject object(String member, Map<String, String> holesWithin) {
    return new EntryObject(any(member), place + member + ".", problems, holesWithin);
  }

  @SuppressWarnings("unchecked") // JSON objects have string names
  List<EntryObject> objects(String member) {
    Object value = value(member);
    List<EntryObject> objects = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        String at = member + "[" + objects.size() + "]";
        if (element instanceof Map<?, ?> map) {
          objects.add(
              new EntryObject((Map<String, Object>) map, place + at + ".", problems, holes));
        } else {
          problem(at, "must be an object");
        }
      }
    } else if (value != null) {
      problem(member, "must be an array of objects");
    }
    return objects;
  }

  private @Nullable Object value(String member) {
    known.add(member);
    return json.get(member);
  }
}
