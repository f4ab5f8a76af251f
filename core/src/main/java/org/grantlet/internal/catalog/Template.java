package org.grantlet.internal.catalog;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text with {@code {variables}}, named as settings are. Immutable. */
public final class Template {
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z][a-z0-9_]*)}");

  private final String text;

  /** Literal texts and names of variables in turn; the first and the last are literal. */
  private final List<String> parts;

  private final @Nullable URI uri;

  private Template(String text, List<String> parts, @Nullable URI uri) {
    this.text = text;
    this.parts = parts;
    this.uri = uri;
  }

  /** Reads a template. */
  public static Template of(String text) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = VARIABLE.matcher(text);
    int end = 0;
    while (matcher.find()) {
      parts.add(text.substring(end, matcher.start()));
      parts.add(matcher.group(1));
      end = matcher.end();
    }
    parts.add(text.substring(end));
    for (int i = 0; i < parts.size(); i += 2) {
      if (parts.get(i).indexOf('{') >= 0 || parts.get(i).indexOf('}') >= 0) {
        throw new IllegalArgumentException("has a brace without a {name}");
      }
    }
    return new Template(text, List.copyOf(parts), null);
  }

  /** Reads the template of a URL. */
  public static Template url(String text) {
    Template template = of(text);
    return template.isLiteral() ? literal(URI.create(text)) : template;
  }

  /**
   * Whether this is an absolute URL of https, or of http on loopback; the endpoint policy decides
   * whether it may be called.
   */
  static boolean isUrl(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
    String host = uri.getHost();
    return host != null
        && uri.getRawUserInfo() == null
        && uri.getRawFragment() == null
        && ("https".equals(uri.getScheme())
            || ("http".equals(uri.getScheme())
                && (host.equals("localhost") || host.startsWith("127."))));
  }

  /** A URL without variables. */
  public static Template literal(URI uri) {
    return new Template(uri.toString(), List.of(uri.toString()), uri);
  }

  /** The names of the variables. */
  public Set<String> variables() {
    Set<String> variables = new LinkedHashSet<>();
    for (int i = 1; i < parts.size(); i += 2) {
      variables.add(parts.get(i));
    }
    return variables;
  }

  /** The text with its variables filled, unencoded. */
  public String fill(UnaryOperator<String> values) {
    if (isLiteral()) {
      return text;
    }
    StringBuilder filled = new StringBuilder(parts.get(0));
    for (int i = 1; i < parts.size(); i += 2) {
      filled.append(values.apply(parts.get(i))).append(parts.get(i + 1));
    }
    return filled.toString();
  }

  /** Filled templates without those that are empty; mutable. */
  public static Map<String, String> fill(
      Map<String, Template> templates, UnaryOperator<String> values) {
    Map<String, String> filled = new LinkedHashMap<>();
    for (Map.Entry<String, Template> template : templates.entrySet()) {
      String value = template.getValue().fill(values);
      if (!value.isEmpty()) {
        filled.put(template.getKey(), value);
      }
    }
    return filled;
  }

  /** The URL with its variables percent-encoded: no value can change the rest of it. */
  public URI uri(UnaryOperator<String> values) {
    return uri != null ? uri : URI.create(encoded(values));
  }

  /** The same where a variable at the beginning is a URL itself, which stays as it is. */
  public URI uriBelow(UnaryOperator<String> values) {
    if (isLiteral() || !parts.get(0).isEmpty()) {
      return uri(values);
    }
    String first = parts.get(1);
    Template rest = of(text.substring(first.length() + 2));
    return URI.create(values.apply(first) + rest.encoded(values));
  }

  private String encoded(UnaryOperator<String> values) {
    return fill(
        variable ->
            URLEncoder.encode(values.apply(variable), StandardCharsets.UTF_8).replace("+", "%20"));
  }

  private boolean isLiteral() {
    return parts.size() == 1;
  }

  @Override
  public String toString() {
    return text;
  }
}
