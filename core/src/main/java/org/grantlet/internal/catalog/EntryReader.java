package org.grantlet.internal.catalog;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.grantlet.ConfigurationException;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.catalog.ProviderDefinition.Endpoints;
import org.grantlet.internal.catalog.ProviderDefinition.Guide;
import org.grantlet.internal.catalog.ProviderDefinition.Input;
import org.grantlet.internal.catalog.ProviderDefinition.Mark;
import org.grantlet.internal.json.Json;
import org.grantlet.internal.json.Limits;
import org.grantlet.internal.text.Colors;
import org.jspecify.annotations.Nullable;

/** Reads entries, and reports all problems of one at once. */
final class EntryReader {
  private static final Pattern SETTING = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}");

  private static final int MARK_LETTERS = 2;

  /** Not an input: the ID token fills it. */
  private static final String TENANT_ID = "tenantid";

  /** Settings with a meaning of their own. */
  private static final Set<String> RESERVED =
      Set.of("client_id", "client_secret", "issuer", "token", TENANT_ID);

  private EntryReader() {}

  static ProviderDefinition read(String provider, String text) {
    String file = provider + ".json: ";
    List<String> problems = new ArrayList<>();
    if (!Limits.isProvider(provider)) {
      problems.add(file + "the name must be lower-case letters, digits, '-' and '_'");
    }
    Map<String, Object> json;
    try {
      json = Json.object(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(List.of(file + e.getMessage()));
    }
    EntryObject inputsOnly = new EntryObject(json, file, problems, Map.of());
    List<Input> inputs = inputs(inputsOnly);
    Map<String, String> variables = new LinkedHashMap<>();
    inputs.forEach(input -> variables.put(input.name(), input.example()));
    ProviderDefinition entry =
        entry(provider, new EntryObject(json, file, problems, variables), inputs, variables);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return entry;
  }

  private static ProviderDefinition entry(
      String provider, EntryObject json, List<Input> inputs, Map<String, String> variables) {
    Map<String, String> withToken = new LinkedHashMap<>(variables);
    withToken.put("token", "token");
    withToken.put("client_id", "client");
    json.objects("inputs"); // read already
    List<CapturedSetting> captured = captured(json);
    ProviderDefinition entry =
        new ProviderDefinition(
            provider,
            json.required("name"),
            mark(json),
            guide(json),
            domains(json, "domains"),
            domains(json, "mx"),
            inputs,
            endpoints(json, variables, withToken),
            json.oneOf("token_endpoint_auth_method", EnumSet.allOf(ClientAuthMethod.class)),
            json.flag("authorization_response_iss_parameter_supported", false),
            AuthorizationRules.read(json.object("authorization", variables)),
            TokenRules.read(json.object("token", variables)),
            RefreshRules.read(json.object("refresh", variables)),
            RevocationRules.read(json.object("revocation", withToken)),
            IdentityRules.read(json.object("identity", withToken)),
            ApiRules.read(json.object("api", withToken), apiExamples(json, variables, captured)),
            captured,
            json.any("success"),
            json.text("hook"));
    json.end();
    return entry;
  }

  private static @Nullable Mark mark(EntryObject json) {
    if (json.value("mark") == null) {
      return null;
    }
    EntryObject mark = json.object("mark", Map.of());
    String letters = mark.required("letters");
    String color = mark.required("color");
    if (letters.codePointCount(0, letters.length()) > MARK_LETTERS) {
      mark.problem("letters", "must be one or two letters, not '" + letters + "'");
    }
    boolean isColor = Colors.HEX.matcher(color).matches();
    if (!color.isEmpty() && !(isColor && Colors.whiteIsReadableOn(color))) {
      mark.problem(
          "color", "must be dark enough for white letters, such as #2a62b8, not '" + color + "'");
    }
    mark.end();
    return new Mark(letters, color);
  }

  private static Guide guide(EntryObject json) {
    List<String> links = new ArrayList<>(json.texts("sources"));
    String documentation = json.text("documentation");
    if (documentation != null) {
      links.add(documentation);
    }
    for (String link : links) {
      if (!Template.isUrl(link)) {
        json.problem("sources", "must be https URLs, as documentation, not '" + link + "'");
      }
    }
    return new Guide(
        documentation,
        json.text("register"),
        json.texts("pitfalls"),
        json.text("verified"),
        json.texts("sources"),
        json.texts("scope_example"));
  }

  private static List<String> domains(EntryObject json, String member) {
    List<String> domains = json.texts(member);
    for (String domain : domains) {
      if (!DOMAIN.matcher(domain).matches()) {
        json.problem(member, "must be domains in lower case, not '" + domain + "'");
      }
    }
    return domains;
  }

  private static Endpoints endpoints(
      EntryObject json, Map<String, String> variables, Map<String, String> withToken) {
    Map<String, String> withTenant = new LinkedHashMap<>(variables);
    withTenant.put(TENANT_ID, "tenant");
    Template issuer = json.url("issuer", withTenant);
    Endpoints endpoints =
        new Endpoints(
            issuer,
            json.url("authorization_endpoint"),
            json.url("token_endpoint"),
            json.url("userinfo_endpoint", withToken),
            json.url("revocation_endpoint", withToken),
            json.url("jwks_uri"));
    boolean discovered = issuer != null && issuer.variables().isEmpty();
    for (String member : List.of("authorization_endpoint", "token_endpoint")) {
      if (!discovered && json.value(member) == null) {
        json.problem(member, "is missing (and there is no issuer to discover it from)");
      }
    }
    return endpoints;
  }

  private static List<Input> inputs(EntryObject json) {
    List<Input> inputs = new ArrayList<>();
    for (EntryObject member : json.objects("inputs")) {
      Input input =
          new Input(
              setting(member, "name"),
              pattern(member),
              member.required("example"),
              member.string("default"),
              member.text("about"));
      member.end();
      check(member, input, "example", input.example());
      check(member, input, "default", input.defaultValue());
      inputs.add(input);
    }
    return List.copyOf(inputs);
  }

  private static void check(EntryObject member, Input input, String of, @Nullable String value) {
    if (value != null && !input.pattern().matcher(value).matches()) {
      member.problem(of, "does not match the pattern: '" + value + "'");
    }
  }

  private static List<CapturedSetting> captured(EntryObject json) {
    List<CapturedSetting> captured = new ArrayList<>();
    for (EntryObject member : json.objects("keep")) {
      member.required("from");
      ValueSource from = member.parsed("from", ValueSource::of);
      if (from != null && from.origin() == ValueSource.Origin.SETTINGS) {
        member.problem("from", "is a setting already");
      } else if (from != null && IntegrationSpec.isSecret(from.path().toString())) {
        member.problem("from", "is a secret, and settings hold none");
      }
      captured.add(
          new CapturedSetting(
              setting(member, "setting"),
              Objects.requireNonNullElse(from, ValueSource.of("missing")),
              pattern(member),
              member.flag("required", false)));
      member.end();
    }
    return List.copyOf(captured);
  }

  /** What the base of the API may hold; a captured value at its beginning is a URL. */
  private static Map<String, String> apiExamples(
      EntryObject json, Map<String, String> inputs, List<CapturedSetting> captured) {
    Object base = json.any("api").get("base");
    Map<String, String> examples = new LinkedHashMap<>(inputs);
    for (CapturedSetting each : captured) {
      String name = each.setting();
      boolean begins = base instanceof String text && text.startsWith("{" + name + "}");
      examples.putIfAbsent(name, begins ? "https://captured.example" : "captured");
    }
    return examples;
  }

  private static String setting(EntryObject member, String of) {
    String name = member.required(of);
    boolean wrong =
        RESERVED.contains(name)
            || IntegrationSpec.isSecret(name)
            || !SETTING.matcher(name).matches();
    if (wrong && !name.isEmpty()) {
      member.problem(
          of,
          "must be a name of lower-case letters, digits and '_', neither reserved nor a secret's,"
              + " not '"
              + name
              + "'");
    }
    return name;
  }

  private static Pattern pattern(EntryObject member) {
    String pattern = member.required("pattern");
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      member.problem("pattern", "is not a regular expression: " + e.getDescription());
      return Pattern.compile(".*");
    }
  }
}
