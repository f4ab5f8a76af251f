package org.grantlet.provider;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.grantlet.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The providers that an application can name without saying how to reach them: one JSON file each
 * in {@code org/grantlet/provider/catalogue}. Immutable.
 */
public final class ProviderCatalogue {
  private static final List<String> NAMES = List.of("google", "microsoft", "zoom");
  private static final Set<String> MEMBERS =
      Set.of(
          "name",
          "documentation",
          "verified",
          "issuer",
          "authorization_endpoint",
          "token_endpoint",
          "userinfo_endpoint",
          "revocation_endpoint",
          "jwks_uri",
          "token_endpoint_auth_method",
          "authorization_response_iss_parameter_supported",
          "authorization_parameters",
          "inputs",
          "scope_example");

  private final Map<String, ProviderEntry> entries = new LinkedHashMap<>();

  private ProviderCatalogue() {}

  /** The catalogue in the jar. */
  public static ProviderCatalogue builtIn() {
    ProviderCatalogue catalogue = new ProviderCatalogue();
    NAMES.forEach(name -> catalogue.entries.put(name, read(name)));
    return catalogue;
  }

  /** A provider by its name. */
  public Optional<ProviderEntry> find(String provider) {
    return Optional.ofNullable(entries.get(provider));
  }

  /** All entries, by name. */
  public Collection<ProviderEntry> entries() {
    return Collections.unmodifiableCollection(entries.values());
  }

  private static ProviderEntry read(String provider) {
    String file = "catalogue/" + provider + ".json";
    try (InputStream in = ProviderCatalogue.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing");
      }
      return parse(provider, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads an entry.
   *
   * @throws IllegalArgumentException naming the member that is wrong
   */
  static ProviderEntry parse(String provider, String json) {
    Map<String, Object> entry = Json.object(json);
    for (String member : entry.keySet()) {
      if (!MEMBERS.contains(member)) {
        throw new IllegalArgumentException("unknown member " + member);
      }
    }
    return new ProviderEntry(
        provider,
        required(entry, "name"),
        text(entry, "documentation"),
        text(entry, "issuer"),
        required(entry, "authorization_endpoint"),
        required(entry, "token_endpoint"),
        text(entry, "userinfo_endpoint"),
        text(entry, "revocation_endpoint"),
        text(entry, "jwks_uri"),
        required(entry, "token_endpoint_auth_method"),
        Boolean.TRUE.equals(entry.get("authorization_response_iss_parameter_supported")),
        texts(entry.get("authorization_parameters")),
        inputs(entry.get("inputs")),
        strings(entry.get("scope_example")));
  }

  private static List<ProviderEntry.Input> inputs(@Nullable Object value) {
    List<ProviderEntry.Input> inputs = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        Map<String, String> input = texts(element);
        inputs.add(
            new ProviderEntry.Input(
                required(input, "name"),
                Pattern.compile(required(input, "pattern")),
                required(input, "example"),
                input.get("default")));
      }
    }
    return inputs;
  }

  private static Map<String, String> texts(@Nullable Object value) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, text) -> texts.put(String.valueOf(name), String.valueOf(text)));
    }
    return texts;
  }

  private static List<String> strings(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  private static @Nullable String text(Map<String, ?> entry, String member) {
    Object value = entry.get(member);
    return value == null ? null : value.toString();
  }

  private static String required(Map<String, ?> entry, String member) {
    String value = text(entry, member);
    if (value == null) {
      throw new IllegalArgumentException(member + " is missing");
    }
    return value;
  }
}
