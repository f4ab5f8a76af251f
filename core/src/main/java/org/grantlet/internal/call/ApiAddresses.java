package org.grantlet.internal.call;

import static org.grantlet.GrantletException.invalidField;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.grantlet.Grant;
import org.grantlet.Integration;
import org.grantlet.internal.catalog.ApiRules;
import org.grantlet.internal.catalog.CapturedSetting;
import org.grantlet.internal.catalog.ProviderDefinition;
import org.grantlet.internal.catalog.ProviderDefinition.Input;
import org.grantlet.internal.catalog.Template;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.integration.ApiSettings;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;

/** Where the access token of one grant may go. Immutable. */
final class ApiAddresses {
  private static final String ANY_LABEL = "https://*.";

  /** Settings with which an integration is of another server than the entry's. */
  private static final List<String> OTHER_SERVER =
      List.of("issuer", "authorization_endpoint", "token_endpoint");

  private final EndpointPolicy policy;
  private final String provider;
  private final @Nullable URI standIn;
  private final @Nullable URI base;

  /** Scheme, host and port; the default port is left out, and {@code *.} stands for one label. */
  private final Set<String> origins = new LinkedHashSet<>();

  ApiAddresses(
      EndpointPolicy policy,
      @Nullable ProviderDefinition entry,
      Integration integration,
      Grant grant) {
    this.policy = policy;
    this.provider = grant.provider();
    standIn = policy.standIns().of(provider);
    boolean otherServer = OTHER_SERVER.stream().anyMatch(s -> integration.setting(s) != null);
    URI known = null;
    if (entry != null && !otherServer) {
      Values values = new Values(entry, integration, grant);
      known = base(entry.api(), values);
      for (Template host : entry.api().hosts()) {
        String name = values.fill(host);
        if (name != null) {
          origins.add("https://" + name);
        }
      }
    }
    URI own = ApiSettings.base(integration);
    for (URI each : new URI[] {known, own}) {
      if (each != null) {
        origins.add(origin(each));
      }
    }
    ApiSettings.hosts(integration).forEach(host -> origins.add("https://" + host));
    base = own == null ? known : own;
  }

  private static @Nullable URI base(ApiRules rules, Values values) {
    Template base = rules.base();
    if (base == null || values.fill(base) == null) {
      return null;
    }
    try {
      URI filled = base.uriBelow(values::get);
      return filled.getHost() == null ? null : filled; // a value that is no part of a host
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The values that a template of the entry's API gets. */
  private record Values(ProviderDefinition entry, Integration integration, Grant grant) {
    /** Null while a value is missing, or is not one of this provider. */
    @Nullable String fill(Template template) {
      return template.variables().stream().allMatch(name -> find(name) != null)
          ? template.fill(this::get)
          : null;
    }

    String get(String name) {
      String value = find(name);
      if (value == null) {
        throw new IllegalStateException("no value for " + name);
      }
      return value;
    }

    private @Nullable String find(String name) {
      Object given = grant.settings().get(name);
      Input input = entry.input(name).orElse(null);
      if (input != null) {
        String value = given == null ? integration.setting(name) : given.toString();
        String chosen = value == null ? input.defaultValue() : value;
        return chosen != null && input.pattern().matcher(chosen).matches() ? chosen : null;
      }
      CapturedSetting captured = entry.capturedOnly(name).orElse(null);
      return given == null || captured == null ? null : captured.ofStored(given.toString());
    }
  }

  /** An address by a reference, resolved against the base. */
  URI resolve(String reference) {
    URI uri;
    try {
      uri = URI.create(reference);
    } catch (IllegalArgumentException e) {
      throw invalidField(
          "uri", "must be a URI reference (RFC 3986): '" + Reason.clean(reference) + "'");
    }
    if (!uri.isAbsolute()) {
      if (base == null) {
        throw invalidField("uri", "must be a whole address: " + noBase());
      }
      uri = resolve(base, reference);
    }
    check(uri);
    return uri;
  }

  private String noBase() {
    return "the base address of the API of "
        + provider
        + " is not known; set settings.api_base of the integration"
        + " (grantlet.integration."
        + provider
        + ".api-base)";
  }

  /** As RFC 3986 says, which {@link URI} does not follow for a query alone. */
  static URI resolve(URI base, String reference) {
    if (reference.startsWith("?")) {
      String whole = base.toString();
      int end = whole.indexOf('?');
      return URI.create((end < 0 ? whole : whole.substring(0, end)) + reference);
    }
    return reference.isEmpty() ? base : base.resolve(reference);
  }

  /** Refuses an address to which the token does not go. */
  void check(URI uri) {
    String problem = problem(uri);
    if (problem != null) {
      throw invalidField("uri", problem);
    }
  }

  boolean allow(URI uri) {
    return problem(uri) == null;
  }

  private @Nullable String problem(URI uri) {
    String text = uri.toString();
    String problem = policy.problem(text);
    if (problem != null) {
      return problem;
    }
    if (!text.chars().allMatch(c -> c > ' ' && c <= '~')) {
      return "must have everything percent-encoded that is not ASCII";
    }
    String origin = origin(uri);
    if (origins.contains(origin) || origins.contains(withAnyLabel(origin))) {
      return null;
    }
    List<String> known = new ArrayList<>(origins);
    return "is at "
        + Reason.clean(origin)
        + ", where the access token of a grant of "
        + provider
        + " is not sent: it goes to "
        + (known.isEmpty() ? "no address yet" : String.join(", ", known))
        + " (settings.api_hosts of the integration, grantlet.integration."
        + provider
        + ".api-hosts, adds hosts)";
  }

  /** Where a request to an allowed address goes: there, unless a test has put a stand-in. */
  URI route(URI uri) {
    if (standIn == null) {
      return uri;
    }
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return URI.create(standIn + "/api/" + uri.getRawAuthority() + path + query);
  }

  private static String withAnyLabel(String origin) {
    int dot = origin.indexOf('.');
    return dot < 0 || !origin.startsWith("https://")
        ? origin
        : ANY_LABEL + origin.substring(dot + 1);
  }

  private static String origin(URI uri) {
    int port = uri.getPort();
    boolean isDefault = port < 0 || port == (uri.getScheme().equals("https") ? 443 : 80);
    return uri.getScheme()
        + "://"
        + uri.getHost().toLowerCase(Locale.ROOT)
        + (isDefault ? "" : ":" + port);
  }
}
