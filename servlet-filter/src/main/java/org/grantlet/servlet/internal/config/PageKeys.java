package org.grantlet.servlet.internal.config;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.grantlet.internal.text.Colors;
import org.grantlet.internal.text.Reason;
import org.grantlet.servlet.internal.config.ConfigReader.PageSources;
import org.grantlet.servlet.internal.pages.Languages;
import org.grantlet.servlet.internal.pages.PageOptions;
import org.grantlet.servlet.pages.Brand;
import org.grantlet.servlet.pages.Page;
import org.grantlet.servlet.pages.PageRenderer;
import org.jspecify.annotations.Nullable;

/** Reads the keys of the pages, and draws each page once. */
record PageKeys(Map<ConfigKey, String> values, List<String> problems, ClassLoader loader) {
  private static final Pattern LOGO =
      Pattern.compile("/[^/\\\\][^\\s\\\\]*|data:image/[a-z+]+;base64,[A-Za-z0-9+/=]+");
  private static final int NAME_LENGTH = 100;

  /** What Spring Boot, Maven's archetype and Jetty call an application that has no name yet. */
  private static final Set<String> NO_NAMES =
      Set.of("application", "Archetype Created Web Application", "ROOT");

  PageOptions options(PageSources sources) {
    String listed = values.getOrDefault(ConfigKey.LANGUAGES, String.join(",", Languages.BUILT_IN));
    Set<String> tags = new LinkedHashSet<>(FilterOptions.list(listed));
    tags.addAll(sources.texts().keySet());
    int before = problems.size();
    Languages languages = Languages.load(tags, tag -> own(sources, tag), problems);
    PageRenderer own = sources.renderer();
    String named = values.get(ConfigKey.PAGES);
    if (own == null && named != null) {
      own = ConfigKey.PAGES.instance(PageRenderer.class, named, loader, problems).orElse(null);
    }
    PageOptions options =
        new PageOptions(own == null ? Page::html : own, brand(sources.contextName()), languages);
    if (own != null && problems.size() == before) {
      problems.addAll(options.problems());
    }
    return options;
  }

  private Map<String, String> own(PageSources sources, String tag) {
    Map<String, String> words = new LinkedHashMap<>();
    try {
      words.putAll(sources.files().apply(tag));
    } catch (UncheckedIOException | IllegalArgumentException e) {
      problems.add(Languages.fileName(tag) + " cannot be read: " + Reason.of(e));
    }
    words.putAll(sources.texts().getOrDefault(tag, Map.of()));
    return words;
  }

  private Brand brand(@Nullable String contextName) {
    String baseUrl = values.getOrDefault(ConfigKey.BASE_URL, "");
    String name = values.get(ConfigKey.APPLICATION_NAME);
    if (name != null && name.length() > NAME_LENGTH) {
      problems.add("grantlet.application-name must be at most " + NAME_LENGTH + " characters");
    }
    String logo = matching(ConfigKey.LOGO, LOGO, "a path in the application such as /logo.svg");
    String other = contextName != null && isForPeople(contextName) ? contextName : host(baseUrl);
    return new Brand(
        name == null ? other : name,
        logo == null || !logo.startsWith("/") ? logo : baseUrl.replaceAll("/$", "") + logo,
        matching(ConfigKey.ACCENT_COLOR, Colors.HEX, "a color such as #0b6e5f"));
  }

  /** Whether a display name is for people; Jetty has the context path in its place. */
  private static boolean isForPeople(String contextName) {
    return !contextName.isBlank()
        && !contextName.startsWith("/")
        && contextName.length() <= NAME_LENGTH
        && !NO_NAMES.contains(contextName);
  }

  private @Nullable String matching(ConfigKey key, Pattern pattern, String expected) {
    String value = values.get(key);
    if (value != null && !pattern.matcher(value).matches()) {
      problems.add(key.problem("be " + expected, value));
      return null;
    }
    return value;
  }

  private static String host(String baseUrl) {
    try {
      String host = URI.create(baseUrl).getHost();
      return host == null ? baseUrl : host;
    } catch (IllegalArgumentException e) {
      return baseUrl; // another problem names it
    }
  }
}
