package org.grantlet.servlet.config;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.grantlet.ConfigurationException;
import org.grantlet.servlet.pages.internal.Languages;
import org.jspecify.annotations.Nullable;

/** Merges the places in which keys can stand, key by key; the later one wins. */
public final class ConfigSources {
  private static final String FILE = "grantlet.properties";

  private ConfigSources() {}

  /**
   * All properties that begin with {@code grantlet.}: the file in WEB-INF, on the class path and at
   * {@code -Dgrantlet.config}, then init-params of the filter and of the context, system properties
   * and environment variables.
   *
   * @throws ConfigurationException if a file cannot be read
   */
  public static Map<String, String> of(FilterConfig filter, UnaryOperator<@Nullable String> env) {
    ServletContext context = filter.getServletContext();
    Map<String, String> merged = new LinkedHashMap<>();
    try (InputStream webInf = context.getResourceAsStream("/WEB-INF/" + FILE);
        InputStream classPath = classPath(context, FILE)) {
      addFile(merged, webInf);
      addFile(merged, classPath);
      String configured = System.getProperty(Key.CONFIG);
      if (configured != null) {
        try (InputStream file = Files.newInputStream(Path.of(configured))) {
          addFile(merged, file);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new ConfigurationException(List.of(FILE + " cannot be read: " + e.getMessage()));
    }
    add(merged, filter.getInitParameterNames(), filter::getInitParameter);
    add(merged, context.getInitParameterNames(), context::getInitParameter);
    Properties system = System.getProperties();
    add(
        merged,
        Collections.enumeration(system.stringPropertyNames()),
        name -> String.valueOf(system.getProperty(name)));
    merged.remove(Key.CONFIG);
    for (Key key : Key.values()) {
      String value = env.apply(key.environment());
      if (value != null) {
        merged.put(key.property(), value);
      }
    }
    return merged;
  }

  /**
   * The application's own words on the pages in a language: the file in WEB-INF, and the one on the
   * class path over it.
   *
   * @throws UncheckedIOException if one cannot be read
   * @throws IllegalArgumentException if one is malformed
   */
  public static Map<String, String> texts(ServletContext context, String language) {
    String name = Languages.fileName(language);
    Map<String, String> merged = new LinkedHashMap<>();
    try (InputStream webInf = context.getResourceAsStream("/WEB-INF/" + name);
        InputStream classPath = classPath(context, name)) {
      addFile(merged, webInf);
      addFile(merged, classPath);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return merged;
  }

  /** Whether there is a file that asks for the filter. */
  public static boolean hasFile(ServletContext context) {
    try (InputStream webInf = context.getResourceAsStream("/WEB-INF/" + FILE);
        InputStream classPath = classPath(context, FILE)) {
      return webInf != null || classPath != null || System.getProperty(Key.CONFIG) != null;
    } catch (IOException e) {
      return true; // starting will say what is wrong with it
    }
  }

  private static @Nullable InputStream classPath(ServletContext context, String name) {
    ClassLoader loader = context.getClassLoader();
    return loader == null ? null : loader.getResourceAsStream(name);
  }

  private static void addFile(Map<String, String> merged, @Nullable InputStream in)
      throws IOException {
    if (in != null) {
      Properties properties = new Properties();
      try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        properties.load(reader);
      }
      properties.stringPropertyNames().stream()
          .sorted()
          .forEach(name -> merged.put(name, properties.getProperty(name)));
    }
  }

  private static void add(
      Map<String, String> merged, Enumeration<String> names, UnaryOperator<String> values) {
    Collections.list(names).stream()
        .filter(name -> name.startsWith(Key.PREFIX))
        .forEach(name -> merged.put(name, values.apply(name)));
  }
}
