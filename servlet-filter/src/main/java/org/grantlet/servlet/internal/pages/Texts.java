package org.grantlet.servlet.internal.pages;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.grantlet.internal.concurrent.Late;

/**
 * The texts of the pages in one language, with {@code {names}} as variables. Immutable.
 *
 * <p>Not {@link java.text.MessageFormat}, in which an apostrophe quotes.
 */
public final class Texts {
  static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

  private final String language;
  private final Late<Map<String, String>> words;

  /** Texts that are read when one is needed. */
  Texts(String language, Supplier<Map<String, String>> words) {
    this.language = language;
    this.words = new Late<>(words);
  }

  String language() {
    return language;
  }

  boolean has(String key) {
    return words.get().containsKey(key);
  }

  String get(String key) {
    return Objects.requireNonNull(words.get().get(key), key);
  }

  String get(String key, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(get(key))
        .replaceAll(
            name ->
                Matcher.quoteReplacement(
                    Objects.requireNonNull(values.get(name.group(1)), name.group())));
  }
}
