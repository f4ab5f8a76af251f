package org.grantlet.servlet.internal.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;

/** Reads secrets from outside: {@code ${env:NAME}} and {@code ${file:/path}}. */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(env|file):([^}]+)}");

  /** What looks like one. */
  private static final Pattern BRACES = Pattern.compile("\\$\\{[^}]*}");

  /** One without a default value, which may be a secret. */
  private static final Pattern NAME = Pattern.compile("\\$\\{\\w+}");

  private static final Pattern QUOTED = Pattern.compile("(?s)\".*\"|'.*'");
  private static final Pattern INVISIBLE = Pattern.compile("^[\\p{Z}\\p{Cf}]|[\\p{Z}\\p{Cf}]$");
  private static final Pattern LOST_BACKSLASH = Pattern.compile("[A-Za-z]:[^/\\\\].*");

  private Placeholders() {}

  /**
   * The value with its placeholders filled in; a file loses a byte order mark and the line break at
   * its end.
   *
   * @throws IllegalArgumentException naming what is missing or wrong, as the end of a sentence
   */
  static String resolve(String value, UnaryOperator<@Nullable String> env) {
    check(value.strip());
    String resolved =
        PLACEHOLDER
            .matcher(value)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(1).equals("env")
                            ? env(found.group(2), env)
                            : file(found.group(2))))
            .strip();
    if (resolved.length() > 1 && QUOTED.matcher(resolved).matches()) {
      throw new IllegalArgumentException("is in quotes: write the value without them");
    }
    if (INVISIBLE.matcher(resolved).find()) {
      throw new IllegalArgumentException(
          "begins or ends with an invisible character, such as a no-break space: delete it");
    }
    return resolved;
  }

  /** A value may be a secret, so that no part of one is shown. */
  private static void check(String value) {
    String rest = PLACEHOLDER.matcher(value).replaceAll("");
    if (BRACES.matcher(rest).find()) {
      String what = NAME.matcher(value).matches() ? "is " + value + "," : "holds ${…},";
      throw new IllegalArgumentException(
          what + " which is no placeholder: write ${env:NAME} or ${file:/path}");
    }
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
      return PropertiesFile.text(in).strip();
    } catch (IOException | RuntimeException e) {
      String problem =
          e instanceof NoSuchFileException ? "is not there" : "cannot be read: " + Reason.of(e);
      String hint =
          LOST_BACKSLASH.matcher(path).matches()
              ? " (a backslash begins an escape in a properties file: write the path with /)"
              : "";
      throw new IllegalArgumentException("names the file " + path + ", which " + problem + hint, e);
    }
  }
}
