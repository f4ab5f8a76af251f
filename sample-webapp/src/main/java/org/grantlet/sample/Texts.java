package org.grantlet.sample;

import jakarta.servlet.http.HttpServletRequest;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.Integration;
import org.grantlet.servlet.HostedAuth;
import org.jspecify.annotations.Nullable;

/** The texts of the pages in one language, from {@code texts*.properties}. Immutable. */
final class Texts {
  static final List<Locale> LANGUAGES =
      List.of(
          Locale.ENGLISH,
          Locale.GERMAN,
          Locale.FRENCH,
          Locale.forLanguageTag("es"),
          Locale.JAPANESE);

  private final Locale locale;
  private final ResourceBundle words;

  /**
   * Texts in one of {@link #LANGUAGES}.
   *
   * @param locale with the country, whose dates it has
   */
  Texts(Locale locale) {
    this.locale = locale;
    words =
        ResourceBundle.getBundle(
            "org.grantlet.sample.texts",
            Locale.forLanguageTag(locale.getLanguage()),
            Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
  }

  /** In the first language of {@code Accept-Language} that there is, else in English. */
  static Texts of(HttpServletRequest request) {
    List<Locale> wanted =
        request.getHeader("Accept-Language") == null
            ? List.of()
            : Collections.list(request.getLocales());
    return wanted.stream()
        .filter(locale -> LANGUAGES.contains(Locale.forLanguageTag(locale.getLanguage())))
        .findFirst()
        .map(Texts::new)
        .orElseGet(() -> new Texts(Locale.ENGLISH));
  }

  Locale locale() {
    return locale;
  }

  /** A text, whose {@code {0}}, {@code {1}} become the values; not escaped for HTML yet. */
  String get(String key, Object... values) {
    return new MessageFormat(words.getString(key), locale).format(values);
  }

  /** What an error means to the user, whom its own message does not help. */
  String error(ErrorCode code, String provider) {
    String key = "error." + code.wire();
    return get(words.containsKey(key) ? key : "error.other", provider);
  }

  /** Why the provider ended a connection, as far as it says so. */
  String ended(Grant grant, String provider) {
    Grant.Reason reason = Objects.requireNonNullElse(grant.reason(), Grant.Reason.UNKNOWN);
    return get("ended." + reason.wire(), provider);
  }

  /** What a scope allows, where there are words for it. */
  String scope(String scope) {
    String key = "scope." + scope.replaceAll("^https://www\\.googleapis\\.com/auth/", "");
    return words.containsKey(key) ? get(key) : scope;
  }

  /** The name of a provider, as its integration says it; empty if there is none. */
  static String provider(HostedAuth hostedAuth, @Nullable String provider) {
    return provider == null
        ? ""
        : hostedAuth.integrations().find(provider).map(Texts::name).orElse(provider);
  }

  static String name(Integration integration) {
    return Objects.requireNonNullElse(integration.name(), integration.provider());
  }

  String time(Instant time) {
    return DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM)
        .withLocale(locale)
        .withZone(ZoneOffset.UTC)
        .format(time);
  }

  String date(Instant time) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(locale)
        .withZone(ZoneOffset.UTC)
        .format(time);
  }
}
