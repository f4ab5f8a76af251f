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
import org.grantlet.internal.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of an entry, read strictly: each wrong member becomes a problem that names it, and
 * reading goes on to find all problems at once. Not thread-safe.
 */
final class EntryObject extends JsonObject {
  private final String place;
  private final List<String> problems;

  /** The variables that templates may have, with an example of each. */
  private final Map<String, String> variables;

  private final Set<String> known = new LinkedHashSet<>();

  EntryObject(
      Map<String, Object> json,
      String place,
      List<String> problems,
      Map<String, String> variables) {
    super(json, (member, rule) -> problems.add(place + member + " " + rule));
    this.place = place;
    this.problems = problems;
    this.variables = variables;
  }

  /** Reports the members that were not read. */
  void end() {
    for (String member : members().keySet()) {
      if (!known.contains(member)) {
        problem(member, "is not known; there are " + known);
      }
    }
  }

  /** A string that is not blank. */
  @Nullable String text(String member) {
    String value = string(member);
    if (value != null && value.isBlank()) {
      problem(member, "must not be empty");
      return null;
    }
    return value;
  }

  String text(String member, String otherwise) {
    return Objects.requireNonNullElse(text(member), otherwise);
  }

  @Override
  public String required(String member) {
    if (value(member) == null) {
      problem(member, "is missing");
    }
    return text(member, "");
  }

  @Override
  public @Nullable Duration seconds(String member) {
    int seconds = number(member, 1, Integer.MAX_VALUE);
    return seconds == 0 ? null : Duration.ofSeconds(seconds);
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

  /** Strings that are not blank. */
  List<String> texts(String member) {
    List<String> texts = list(member);
    for (String text : texts) {
      if (text.isBlank()) {
        problem(member, "must hold no empty string");
        break;
      }
    }
    return List.copyOf(texts);
  }

  /** An object of strings; empty if absent. */
  Map<String, String> stringsByName(String member) {
    Map<String, String> strings = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> each : any(member).entrySet()) {
      if (each.getValue() instanceof String text) {
        strings.put(each.getKey(), text);
      } else {
        problem(member + "." + each.getKey(), "must be a string");
      }
    }
    return Map.copyOf(strings);
  }

  Map<String, Template> templates(String member) {
    Map<String, Template> templates = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : stringsByName(member).entrySet()) {
      String name = member + "." + each.getKey();
      Template template = parsed(name, each.getValue(), Template::of);
      if (template != null && variablesFit(name, template, variables)) {
        templates.put(each.getKey(), template);
      }
    }
    return Map.copyOf(templates);
  }

  /** A URL. */
  @Nullable Template url(String member) {
    return url(member, variables);
  }

  /** A URL whose template may have these variables. */
  @Nullable Template url(String member, Map<String, String> variables) {
    Template url = parsed(member, Template::url);
    if (url == null || !variablesFit(member, url, variables)) {
      return null;
    }
    if (Template.isUrl(url.uri(variables::get).toString())) {
      return url;
    }
    problem(member, "must be an absolute https URL without fragment, not '" + url + "'");
    return null;
  }

  boolean variablesFit(String member, Template template, Map<String, String> variables) {
    for (String variable : template.variables()) {
      if (!variables.containsKey(variable)) {
        problem(
            member,
            "has the variable {" + variable + "}, which is not among " + variables.keySet());
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
    for (E value : allowed) {
      byName.put(value.name().toLowerCase(Locale.ROOT), value);
    }
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

  <T> @Nullable T parsed(String member, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      problem(member, e.getMessage() + ": '" + text + "'");
      return null;
    }
  }

  @Nullable ValueSource source(String member) {
    String text = text(member);
    return text == null ? null : source(member, text);
  }

  private @Nullable ValueSource source(String member, String text) {
    return parsed(member, text, ValueSource::of);
  }

  /** The parts of a value, each with alternative sources. */
  List<List<ValueSource>> sources(String member) {
    List<List<ValueSource>> parts = new ArrayList<>();
    for (List<String> texts : lists(member)) {
      List<ValueSource> alternatives = new ArrayList<>();
      for (String text : texts) {
        ValueSource source = source(member, text);
        if (source != null) {
          alternatives.add(source);
        }
      }
      parts.add(List.copyOf(alternatives));
    }
    return List.copyOf(parts);
  }

  /** Lists of strings; a string in place of a list is a list of one. */
  List<List<String>> lists(String member) {
    Object value = value(member);
    List<List<String>> lists = new ArrayList<>();
    List<?> parts =
        value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    for (Object part : parts) {
      List<String> texts = new ArrayList<>();
      for (Object each : part instanceof List<?> several ? several : List.of(part)) {
        if (each instanceof String text && !text.isBlank()) {
          texts.add(text);
        } else {
          problem(member, "must hold strings, or arrays of strings");
        }
      }
      lists.add(List.copyOf(texts));
    }
    return List.copyOf(lists);
  }

  /** An object; empty if absent. */
  EntryObject object(String member, Map<String, String> variablesWithin) {
    return new EntryObject(any(member), place + member + ".", problems, variablesWithin);
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
              new EntryObject((Map<String, Object>) map, place + at + ".", problems, variables));
        } else {
          problem(at, "must be an object");
        }
      }
    } else if (value != null) {
      problem(member, "must be an array of objects");
    }
    return objects;
  }

  @Override
  public @Nullable Object value(String member) {
    known.add(member);
    return super.value(member);
  }
}
