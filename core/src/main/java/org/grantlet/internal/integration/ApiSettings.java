package org.grantlet.internal.integration;

import static org.grantlet.GrantletException.invalidField;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.grantlet.Integration;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.protocol.SettingUrl;
import org.jspecify.annotations.Nullable;

/** What an integration says of its provider's API: where access tokens may go. */
public final class ApiSettings {
  /** {@code api_base} is an address, {@code api_hosts} are more hosts, separated by commas. */
  static final List<String> NAMES = List.of("api_base", "api_hosts");

  private static final Pattern HOST =
      Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]([a-z0-9-]*[a-z0-9])?");
  private static final int LENGTH = 2048;

  private ApiSettings() {}

  static void check(Map<String, Object> settings, EndpointPolicy policy) {
    for (String name : NAMES) {
      Object value = settings.get(name);
      if (value != null && !(value instanceof String text && text.length() <= LENGTH)) {
        throw invalidField("settings." + name, "must be a string");
      }
    }
    String base = (String) settings.get("api_base");
    if (base != null) {
      String problem = policy.problem(base);
      if (problem == null && URI.create(base).getRawQuery() != null) {
        problem = "must have no query";
      }
      if (problem != null) {
        throw invalidField("settings.api_base", problem + ": '" + base + "'");
      }
    }
    for (String host : split(settings.get("api_hosts"))) {
      if (!HOST.matcher(host).matches()) {
        throw invalidField(
            "settings.api_hosts",
            "must be names of hosts in lower case, such as files.example.com, not '" + host + "'");
      }
    }
  }

  /** The base address, with a slash at its end; null if there is none. */
  public static @Nullable URI base(Integration integration) {
    URI base = SettingUrl.of(integration, "api_base");
    return base == null || base.toString().endsWith("/") ? base : URI.create(base + "/");
  }

  /** More hosts. */
  public static List<String> hosts(Integration integration) {
    return split(integration.setting("api_hosts"));
  }

  private static List<String> split(@Nullable Object hosts) {
    return hosts == null || hosts.toString().isBlank()
        ? List.of()
        : List.of(hosts.toString().strip().split("[\\s,]+", -1));
  }
}
