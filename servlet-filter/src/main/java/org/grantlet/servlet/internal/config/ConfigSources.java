package org.grantlet.servlet.internal.config;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.grantlet.internal.text.Reason;
import org.grantlet.servlet.internal.pages.Languages;
import org.jspecify.annotations.Nullable;

/** Merges all places that can contain keys, key by key; the nearer place wins. */
public final class ConfigSources {
  private static final String FILE = "grantlet.properties";
  private static final String IN_WEB_INF = "/WEB-INF/" + FILE;

  private final Map<String, String> merged = new LinkedHashMap<>();
  private final List<String> places = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final ServletContext context;

  private ConfigSources(ServletContext context) {
    this.context = context;
  }

  /**
   * The merged keys.
   *
   * @param places all places and what was found in each, the nearest last
   * @param problems what is wrong with places
   */
  public record Found(Map<String, String> properties, List<String> places, List<String> problems) {}

  /** A resource, and the class loader that finds it. */
  private record Located(ClassLoader loader, URL url) {}

  /**
   * All keys of {@code grantlet.properties} on the class path, in WEB-INF and at {@code
   * -Dgrantlet.config}, then of init-params of the context and of the filter, of system properties
   * and of environment variables.
   */
  public static Found of(FilterConfig filter, Map<String, String> environment) {
    ServletContext context = filter.getServletContext();
    ConfigSources sources = new ConfigSources(context);
    sources.files();
    sources.add(
        "init-params of the context",
        Collections.list(context.getInitParameterNames()),
        context::getInitParameter);
    sources.add(
        "init-params of the filter",
        Collections.list(filter.getInitParameterNames()),
        filter::getInitParameter);
    Properties system = System.getProperties();
    Set<String> names = new TreeSet<>(system.stringPropertyNames());
    names.remove(ConfigKey.CONFIG);
    sources.add("system properties", names, system::getProperty);
    sources.say("environment variables", environment(sources.merged, environment));
    return new Found(sources.merged, List.copyOf(sources.places), List.copyOf(sources.problems));
  }

  /** Puts the keys that environment variables name in place of others; their names. */
  public static List<String> environment(
      Map<String, String> merged, Map<String, String> variables) {
    return EnvironmentKeys.add(merged, variables);
  }

  /** The problems with init-params of a filter to which everything is passed in. */
  public static List<String> unreadInitParams(FilterConfig filter) {
    List<String> problems = new ArrayList<>();
    for (String name : Collections.list(filter.getInitParameterNames())) {
      if (name.startsWith(ConfigKey.PREFIX)) {
        problems.add(
            ("%s is an init-param of filter '%s', which was built in code and reads none: give"
                    + " the key to the code that builds it (in Spring Boot: application.yml)")
                .formatted(name, filter.getFilterName()));
      }
    }
    return problems;
  }

  /**
   * The application's own texts of the pages in a language: the file on the class path, and over it
   * the one in WEB-INF.
   *
   * @throws UncheckedIOException if one cannot be read
   */
  public static Map<String, String> texts(ServletContext context, String language) {
    String name = Languages.fileName(language);
    Map<String, String> merged = new LinkedHashMap<>();
    Located onClassPath = onClassPath(context, name);
    try {
      if (onClassPath != null) {
        merged.putAll(PropertiesFile.read(open(onClassPath, name)).keys());
      }
      InputStream webInf = context.getResourceAsStream("/WEB-INF/" + name);
      if (webInf != null) {
        merged.putAll(PropertiesFile.read(webInf).keys());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return merged;
  }

  /** Whether there is a file, so that the filter registers itself. */
  public static boolean hasFile(ServletContext context) {
    if (onClassPath(context, FILE) != null || System.getProperty(ConfigKey.CONFIG) != null) {
      return true;
    }
    try (InputStream webInf = context.getResourceAsStream(IN_WEB_INF)) {
      return webInf != null;
    } catch (IOException e) {
      return true; // the start reports the problem
    }
  }

  /**
   * A resource of the application: its class loader may be unknown to the container, as in an
   * embedded Jetty that was given none.
   */
  private static @Nullable Located onClassPath(ServletContext context, String name) {
    Set<@Nullable ClassLoader> loaders = new LinkedHashSet<>();
    loaders.add(context.getClassLoader());
    loaders.add(Thread.currentThread().getContextClassLoader());
    loaders.add(ConfigSources.class.getClassLoader());
    for (ClassLoader loader : loaders) {
      URL url = loader == null ? null : loader.getResource(name);
      if (loader != null && url != null) {
        return new Located(loader, url);
      }
    }
    return null;
  }

  private static InputStream open(Located resource, String name) throws IOException {
    InputStream in = resource.loader.getResourceAsStream(name);
    if (in == null) {
      throw new NoSuchFileException(name);
    }
    return in;
  }

  private void files() {
    Located found = onClassPath(context, FILE);
    if (found == null) {
      places.add(
          FILE
              + " on the class path: not there (asked were the class loaders of the application,"
              + " of the thread and of Grantlet)");
    } else {
      file(FILE + " on the class path", found.url.toString(), () -> open(found, FILE));
    }
    InputStream webInf = context.getResourceAsStream(IN_WEB_INF);
    if (webInf == null) {
      places.add(IN_WEB_INF.substring(1) + ": not there");
    } else {
      file(IN_WEB_INF.substring(1), null, () -> webInf);
    }
    String configured = System.getProperty(ConfigKey.CONFIG);
    if (configured == null) {
      places.add("-Dgrantlet.config: not set");
    } else {
      file(
          "-Dgrantlet.config=" + configured, null, () -> Files.newInputStream(Path.of(configured)));
    }
  }

  @FunctionalInterface
  private interface Opener {
    InputStream open() throws IOException;
  }

  private void file(String place, @Nullable String where, Opener opener) {
    try {
      PropertiesFile file = PropertiesFile.read(opener.open());
      merged.putAll(file.keys());
      file.contradictions()
          .forEach(key -> problems.add(key + " has two different values in " + place));
      int keys = file.keys().size();
      places.add(
          place
              + (keys == 1 ? ": one key" : ": " + keys + " keys")
              + (where == null ? "" : ", in " + where));
    } catch (NoSuchFileException e) {
      unreadable(place, "is not there");
    } catch (IOException | RuntimeException e) {
      unreadable(place, "cannot be read: " + Reason.of(e));
    }
  }

  private void unreadable(String place, String problem) {
    problems.add(place + " " + problem);
    places.add(place + ": " + problem.replaceFirst("^is ", ""));
  }

  private void add(String place, Collection<String> names, UnaryOperator<String> values) {
    List<String> ours = names.stream().filter(name -> name.startsWith(ConfigKey.PREFIX)).toList();
    ours.forEach(name -> merged.put(name, String.valueOf(values.apply(name))));
    say(place, ours);
  }

  private void say(String place, Collection<String> names) {
    places.add(place + ": " + (names.isEmpty() ? "none" : String.join(", ", names)));
  }
}
