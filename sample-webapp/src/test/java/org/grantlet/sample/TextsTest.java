package org.grantlet.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.grantlet.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts in all languages. */
class TextsTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");

  /** What ends at the redirect URI, and so needs words of its own. */
  private static final Set<ErrorCode> OF_LOGINS =
      Set.of(
          ErrorCode.ACCESS_DENIED,
          ErrorCode.SCOPES_CONFLICT,
          ErrorCode.REAUTH_EMAIL_INVALID,
          ErrorCode.GRANT_NOT_FOUND,
          ErrorCode.REDIRECT_INVALID,
          ErrorCode.STATE_INVALID,
          ErrorCode.INTEGRATION_NOT_FOUND,
          ErrorCode.EXCHANGE_FAILED,
          ErrorCode.PROVIDER_ERROR,
          ErrorCode.UNAVAILABLE);

  static Stream<Locale> languages() {
    return Texts.LANGUAGES.stream();
  }

  private static Properties of(Locale language) throws IOException {
    String name = language.equals(Locale.ENGLISH) ? "texts" : "texts_" + language.getLanguage();
    Properties texts = new Properties();
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(Texts.class.getResourceAsStream(name + ".properties")),
            StandardCharsets.UTF_8)) {
      texts.load(in);
    }
    return texts;
  }

  @ParameterizedTest
  @MethodSource("languages")
  void language_saysWhatEnglishSays(Locale language) throws IOException {
    Properties english = of(Locale.ENGLISH);
    Properties texts = of(language);
    assertThat(texts.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      String text = texts.getProperty(key);
      assertThat(text).as(key).isNotBlank().doesNotContain("'"); // MessageFormat would eat it
      assertThat(placeholders(text)).as(key).isEqualTo(placeholders(english.getProperty(key)));
    }
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void errorCode_isSaidInWordsInEachLanguage(ErrorCode code) {
    for (Locale language : Texts.LANGUAGES) {
      Texts texts = new Texts(language);
      String said = texts.error(code, "Demo Identity");
      assertThat(said).as("%s", language).doesNotContain(code.wire()).doesNotContain("{");
      if (OF_LOGINS.contains(code)) {
        assertThat(said).as("%s", language).isNotEqualTo(texts.get("error.other"));
      }
    }
  }

  /** A text that no page shows any more is deleted. */
  @ParameterizedTest
  @MethodSource("languages")
  void everyText_isUsed(Locale language) throws IOException {
    String code = "";
    try (Stream<Path> files = Files.list(Path.of("src/main/java/org/grantlet/sample"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        code += Files.readString(file);
      }
    }
    for (String key : of(language).stringPropertyNames()) {
      if (!key.matches("(ended|error|scope|status)\\..*|calendar\\.(reconnect|timeout|failed)")) {
        assertThat(code).as(key).contains("\"" + key + "\"");
      }
    }
  }
}
