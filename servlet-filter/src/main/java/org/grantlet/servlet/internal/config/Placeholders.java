package org.grantlet.servlet.internal.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads secrets from outside: {@code ${env:NAME}} and {@code ${file:/path}}. */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(env|file):([^}]+)}");

  private Placeholders() {}

  /**
   * The value with its placeholders filled in; a file loses a byte order mark and the line break at
   * its end.
   *
   * @throws IllegalArgumentException naming what is missing, as the end of a sentence
   */
  static String resolve(String value, UnaryOperator<@Nullable String> env) {
    return PLACEHOLDER
        .matcher(value)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1).equals("env")
                        ? env(found.group(2), env)
                        : file(found.group(2))));
  }

  private static String env(String name, UnaryOperator<@Nullable String> env) {
    String value = env.apply(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "names the environment variable " + name + ", which is not set");
    }
    return value;
  }

  private static String file(String path) {
    try (InputStream in = Files.newInputStream(Path.of(path))) {
      return ConfigSources.text(in).strip();
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("names the file " + path + ", which cannot be read");
    }
  }
}
