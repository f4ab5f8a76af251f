package org.grantlet.servlet.internal.config;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.grantlet.ConfigurationException;
import org.grantlet.servlet.internal.pages.Languages;
import org.jspecify.annotations.Nullable;

/** Merges all places that can contain keys, key by key; the later place wins. */
public final class ConfigSources {
  private static final String FILE = "grantlet.properties";

  private ConfigSources() {}

  /**
   * The merged keys.
   *
   * @param places the places that have keys, the winning one last
   */
  public record Found(Map<String, String> properties, List<String> places) {}

  /**
   * All properties that begin with {@code grantlet.}: the file on the class path, in WEB-INF and at
   * {@code -Dgrantlet.config}, then init-params of the context and of the filter, system properties
   * and environment variables.
   *
   * @throws ConfigurationException if a file cannot be read
   */
  public static Found of(FilterConfig filter, Map<String, String> environment) {
    ServletContext context = filter.getServletContext();
    Map<String, String> merged = new LinkedHashMap<>();
    List<String> places = new ArrayList<>();
    String configured = System.getProperty(ConfigKey.CONFIG);
    try (InputStream classPath = classPath(context, FILE);
        InputStream webInf = context.getResourceAsStream("/WEB-INF/" + FILE);
        InputStream file = configured == null ? null : Files.newInputStream(Path.of(configured))) {
      addFile(merged, classPath, FILE + " on the class path", places);
      addFile(merged, webInf, "WEB-INF/" + FILE, places);
      addFile(merged, file, configured + " (-Dgrantlet.config)", places);
    } catch (IOException | RuntimeException e) {
      throw new ConfigurationException(List.of(FILE + " cannot be read: " + e));
    }
    add(merged, context.getInitParameterNames(), context::getInitParameter);
    places.add("init-params of the context and of the filter");
    add(merged, filter.getInitParameterNames(), filter::getInitParameter);
    Properties system = System.getProperties();
    add(
        merged,
        Collections.enumeration(system.stringPropertyNames()),
        name -> String.valueOf(system.getProperty(name)));
    merged.remove(ConfigKey.CONFIG);
    for (ConfigKey key : ConfigKey.values()) {
      String value = environment.get(key.environment());
      if (value != null) {
        merged.put(key.property(), value);
      }
    }
    if (environment.containsKey("GRANTLET_CATALOGUE")) { // the former name, an error like any other
      merged.put("grantlet.catalogue", "");
    }
    EnvironmentKeys.add(merged, environment);
    places.add("system properties and the environment");
    return new Found(merged, List.copyOf(places));
  }

  /**
   * The application's own texts of the pages in a language: the file on the class path, and over it
   * the one in WEB-INF.
   *
   * @throws UncheckedIOException if one cannot be read
   * @throws IllegalArgumentException if one is malformed
   */
  public static Map<String, String> texts(ServletContext context, String language) {
    String name = Languages.fileName(language);
    Map<String, String> merged = new LinkedHashMap<>();
    try (InputStream classPath = classPath(context, name);
        InputStream webInf = context.getResourceAsStream("/WEB-INF/" + name)) {
      addFile(merged, classPath);
      addFile(merged, webInf);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return merged;
  }

  /** Whether there is a file, so that the filter registers itself. */
  public static boolean hasFile(ServletContext context) {
    try (InputStream webInf = context.getResourceAsStream("/WEB-INF/" + FILE);
        InputStream classPath = classPath(context, FILE)) {
      return webInf != null || classPath != null || System.getProperty(ConfigKey.CONFIG) != null;
    } catch (IOException e) {
      return true; // the start reports the problem
    }
  }

  private static @Nullable InputStream classPath(ServletContext context, String name) {
    ClassLoader loader = context.getClassLoader();
    return loader == null ? null : loader.getResourceAsStream(name);
  }

  private static void addFile(
      Map<String, String> merged, @Nullable InputStream in, String place, List<String> places)
      throws IOException {
    addFile(merged, in);
    if (in != null) {
      places.add(place);
    }
  }

  private static void addFile(Map<String, String> merged, @Nullable InputStream in)
      throws IOException {
    if (in != null) {
      Properties properties = new Properties();
      properties.load(new StringReader(text(in)));
      properties.stringPropertyNames().stream()
          .sorted()
          .forEach(name -> merged.put(name, properties.getProperty(name)));
    }
  }

  /** A text in UTF-8, without the byte order mark of Windows editors. */
  static String text(InputStream in) throws IOException {
    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static void add(
      Map<String, String> merged, Enumeration<String> names, UnaryOperator<String> values) {
    Collections.list(names).stream()
        .filter(name -> name.startsWith(ConfigKey.PREFIX))
        .forEach(name -> merged.put(name, values.apply(name)));
  }
}
