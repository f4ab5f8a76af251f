package org.grantlet.servlet.internal.pages;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.grantlet.internal.concurrent.Late;

/** The languages of the pages; the first is for users of any other language. Immutable. */
public final class Languages {
  /** The built-in languages. */
  public static final List<String> BUILT_IN = List.of("en", "de", "fr", "es", "ja");

  private static final Pattern TAG = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
  private static final Late<Map<String, String>> ENGLISH = new Late<>(() -> builtIn("en"));

  private final Map<String, Texts> texts = new LinkedHashMap<>();

  private Languages() {}

  /**
   * Loads languages (BCP 47 tags): the built-in texts, and the application's own over them. Texts
   * of which none is the application's are right, and are read for the first page.
   */
  public static Languages load(
      Collection<String> tags, Function<String, Map<String, String>> own, List<String> problems) {
    Languages languages = new Languages();
    for (String tag : tags) {
      if (!TAG.matcher(tag).matches()) {
        problems.add(
            "grantlet.languages must be tags such as en or pt-BR, separated by commas, not '%s'"
                .formatted(tag));
        continue;
      }
      Map<String, String> given = own.apply(tag);
      boolean known = BUILT_IN.contains(tag);
      if (known && given.isEmpty()) {
        languages.texts.put(tag, new Texts(tag, () -> builtIn(tag)));
        continue;
      }
      Map<String, String> words = new TreeMap<>(known ? builtIn(tag) : Map.of("direction", "ltr"));
      words.putAll(given);
      List<String> wrong = wrong(words);
      wrong.forEach(problem -> problems.add(fileName(tag) + " " + problem));
      if (wrong.isEmpty()) {
        languages.texts.put(tag, new Texts(tag, () -> words));
      }
    }
    return languages;
  }

  /** The file with an application's own texts in a language. */
  public static String fileName(String tag) {
    return "grantlet_pages_" + tag.replace('-', '_') + ".properties";
  }

  /** The first that exists: this tag, its language, or the default. */
  public Texts of(Collection<Locale> wanted) {
    for (Locale locale : wanted) {
      Texts exact = texts.get(locale.toLanguageTag());
      Texts found = exact == null ? texts.get(locale.getLanguage()) : exact;
      if (found != null) {
        return found;
      }
    }
    return all().get(0);
  }

  List<Texts> all() {
    return List.copyOf(texts.values());
  }

  private static List<String> wrong(Map<String, String> words) {
    List<String> wrong = new ArrayList<>();
    Map<String, String> english = ENGLISH.get();
    Set<String> missing = new TreeSet<>(english.keySet());
    missing.removeAll(words.keySet());
    if (!missing.isEmpty()) {
      wrong.add("lacks " + String.join(", ", missing));
    }
    words.forEach(
        (key, text) -> {
          if (!english.containsKey(key)) {
            wrong.add("has " + key + ", which is no text of a page");
          } else if (text.isBlank()) {
            wrong.add("says nothing for " + key);
          } else if (key.equals("direction") && !text.equals("ltr") && !text.equals("rtl")) {
            wrong.add("must say ltr or rtl for direction, not '" + text + "'");
          } else if (!placeholders(english.get(key)).containsAll(placeholders(text))) {
            Set<String> allowed = placeholders(english.get(key));
            wrong.add("may use %s in %s, not '%s'".formatted(allowed, key, text));
          }
        });
    return wrong;
  }

  private static Set<String> placeholders(String text) {
    return Texts.PLACEHOLDER
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A copy of the built-in texts of a language. */
  public static Map<String, String> builtIn(String language) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(StandardHtml.resource("pages_" + language + ".properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> words = new TreeMap<>();
    properties.stringPropertyNames().forEach(name -> words.put(name, properties.getProperty(name)));
    return words;
  }
}
