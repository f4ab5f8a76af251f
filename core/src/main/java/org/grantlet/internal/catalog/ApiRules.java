package org.grantlet.internal.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider's API is, and how calls to it carry the access token. Immutable.
 *
 * @param base the address that most calls are below, with a slash at its end; it may hold inputs
 *     and captured settings, and begin with a captured URL
 * @param hosts where else the access token may go; {@code *.} stands for one label
 * @param headers with {@code {token}}; empty for {@code Authorization} with the token's type
 */
public record ApiRules(
    @Nullable Template base, List<Template> hosts, Map<String, Template> headers) {
  /** Any host's name, for the variables of a template. */
  private static final String HOST =
      "(\\*\\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?";

  static ApiRules read(EntryObject json, Map<String, String> examples) {
    List<Template> hosts =
        json.texts("hosts").stream().map(text -> host(json, text, examples)).toList();
    ApiRules rules = new ApiRules(base(json, examples), hosts, json.templates("headers"));
    if (!rules.headers().isEmpty()
        && rules.headers().values().stream().noneMatch(t -> t.variables().contains("token"))) {
      json.problem("headers", "must have {token} in one of them");
    }
    json.end();
    return rules;
  }

  private static @Nullable Template base(EntryObject json, Map<String, String> examples) {
    Template base = json.parsed("base", Template::of);
    if (base == null || !json.variablesFit("base", base, examples)) {
      return null;
    }
    String url = base.uriBelow(examples::get).toString();
    boolean ends = url.endsWith("/") && url.indexOf('?') < 0;
    boolean port = url.startsWith("https://") && url.matches("https://[^/]*:.*");
    if (!Template.isUrl(url) || !ends || port) {
      json.problem(
          "base", "must be an https URL without port, with a slash at its end, not '" + base + "'");
      return null;
    }
    return base;
  }

  private static Template host(EntryObject json, String text, Map<String, String> examples) {
    Template host = json.parsed("hosts", text, Template::of);
    if (host == null || !json.variablesFit("hosts", host, examples)) {
      return Template.of("invalid");
    }
    if (!host.fill(examples::get).matches(HOST)) {
      json.problem("hosts", "must be names of hosts in lower case, not '" + text + "'");
    }
    return host;
  }
}
