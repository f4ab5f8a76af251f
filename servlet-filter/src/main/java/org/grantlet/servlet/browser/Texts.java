package org.grantlet.servlet.browser;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The words of the pages in one language. Immutable. */
final class Texts {
  /** The first is for whoever wants none of them. */
  private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "ja");

  private static final ConcurrentMap<String, Texts> LOADED = new ConcurrentHashMap<>();

  static final String STYLE = resource("pages.css");

  private final String language;
  private final Properties words;

  private Texts(String language) {
    this.language = language;
    words = new Properties();
    try (InputStreamReader reader =
        new InputStreamReader(open("pages_" + language + ".properties"), StandardCharsets.UTF_8)) {
      words.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the first language that the browser asks for and we have. */
  static Texts of(HttpServletRequest request) {
    String language =
        Collections.list(request.getLocales()).stream()
            .map(Locale::getLanguage)
            .filter(LANGUAGES::contains)
            .findFirst()
            .orElse(LANGUAGES.get(0));
    return LOADED.computeIfAbsent(language, Texts::new);
  }

  String language() {
    return language;
  }

  boolean has(String key) {
    return words.containsKey(key);
  }

  String get(String key, String... arguments) {
    String text = words.getProperty(key);
    if (text == null) {
      throw new IllegalStateException(key + " is missing in " + language);
    }
    return new MessageFormat(text, Locale.ROOT).format(arguments);
  }

  private static String resource(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    InputStream in = Texts.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(name + " is missing");
    }
    return in;
  }
}
