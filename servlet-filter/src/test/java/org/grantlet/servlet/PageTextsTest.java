package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.grantlet.Grant;
import org.grantlet.servlet.internal.pages.ErrorKind;
import org.grantlet.servlet.internal.pages.Languages;
import org.grantlet.servlet.internal.pages.PageFactory;
import org.grantlet.servlet.internal.pages.PageFactory.When;
import org.grantlet.servlet.internal.pages.PageOptions;
import org.grantlet.servlet.internal.pages.ProviderLabel;
import org.grantlet.servlet.pages.Brand;
import org.grantlet.servlet.pages.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built-in texts: each is on a page, and says the same in every language. */
class PageTextsTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}");

  private static final ProviderLabel GOOGLE = ProviderLabel.of("google", "Google", null);

  private static final String HOME = "https://app.example.com:8443/";

  private static Map<String, String> words(UnaryOperator<String> change) {
    Map<String, String> words = new TreeMap<>(Words.of("en"));
    words.replaceAll((key, text) -> key.equals("direction") ? text : change.apply(key));
    return words;
  }

  private static List<Page> pages(Map<String, String> words) {
    List<String> problems = new ArrayList<>();
    Languages languages = Languages.load(List.of("en"), tag -> words, problems);
    assertThat(problems).isEmpty();
    Brand brand = new Brand("Acme", null, null);
    PageFactory factory = new PageOptions(Page::html, brand, languages).in(List.of(Locale.ENGLISH));
    List<Page> pages = new ArrayList<>();
    pages.add(factory.confirm("/login", "id", GOOGLE));
    for (Grant.Reason why : Grant.Reason.values()) {
      pages.add(factory.reconnect("/login", "id", GOOGLE, why));
    }
    for (String problem : List.of("invalid", "unknown", "not_offered", "refused")) {
      String text = factory.problem(problem, "ada@example.org", "Google");
      pages.add(factory.choose("/login", "id", Map.of("google", GOOGLE), "", text));
    }
    pages.add(factory.goOn("/callback", When.NOW));
    pages.add(factory.goOn("/callback", Map.of(), When.PRESSED));
    for (ErrorKind kind : ErrorKind.values()) {
      PageFactory.Failure failure = new PageFactory.Failure(kind, "api.code", "7KQM-9XPD");
      pages.add(factory.error(failure, HOME, kind == ErrorKind.UNAVAILABLE ? "?" : null));
    }
    return pages;
  }

  private static String html(Map<String, String> words) {
    return pages(words).stream().map(Page::html).collect(Collectors.joining("\n"));
  }

  @Test
  void everyText_isOnAPage() {
    Map<String, String> marked = words(key -> "‹" + key + "›");
    String html = html(marked);
    marked.remove("direction");
    assertThat(marked.values()).allSatisfy(mark -> assertThat(html.contains(mark)).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr", "es", "ja"})
  void everyPage_hasAHeadingATextAndOneThingToDo(String language) {
    assertThat(pages(Words.of(language)))
        .allSatisfy(
            page -> {
              assertThat(page.title()).isNotBlank().doesNotContain("{");
              assertThat(page.text()).isNotBlank().doesNotContain("{");
              assertThat(page.forms().isEmpty()).isEqualTo(page.link() != null);
            });
  }

  @Test
  void address_isReadWithoutSchemeAndSlash() {
    assertThat(html(Words.of("en"))).contains("Please open Acme at app.example.com:8443</h1>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "fr", "es", "ja"})
  void otherLanguages_nameTheSameThings(String language) {
    Map<String, String> english = Words.of("en");
    assertThat(Words.of(language))
        .allSatisfy(
            (key, text) ->
                assertThat(placeholders(text)).isEqualTo(placeholders(english.get(key))));
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
