package org.grantlet.internal.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.grantlet.Grant;
import org.grantlet.internal.catalog.ProviderDefinition.Input;

/** Writes {@code docs/providers.md} from the entries. */
final class ProvidersDocument {
  private ProvidersDocument() {}

  static String text() throws IOException {
    StringBuilder page = new StringBuilder(resource("providers-intro.md"));
    List<ProviderDefinition> entries = List.copyOf(ProviderDefinitions.builtIn().entries());
    page.append('\n')
        .append(
            entries.stream()
                .map(entry -> "[" + entry.name() + "](#" + entry.provider() + ")")
                .collect(Collectors.joining(" · ")))
        .append('\n');
    entries.forEach(entry -> write(entry, page));
    return page + reasons(entries);
  }

  private static String resource(String name) throws IOException {
    try (InputStream text = ProvidersDocument.class.getResourceAsStream(name)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void write(ProviderDefinition entry, StringBuilder page) {
    page.append("\n### ").append(entry.provider()).append("\n\n");
    page.append("**").append(entry.name()).append("**, [documentation](");
    page.append(entry.guide().documentation()).append("). ").append(entry.guide().register());
    page.append("\n\n");
    page.append("- callback URI: `BASE-URL/connect/callback/").append(entry.provider());
    page.append("`\n- scopes to start with: ").append(scopes(entry)).append('\n');
    for (Input input : entry.inputs()) {
      page.append("- `").append(input.name()).append("` (");
      page.append(entry.requires(input) ? "required" : "optional").append("): ");
      page.append(input.about()).append("; such as `").append(input.example()).append("`\n");
    }
    page.append("- API: ").append(api(entry.api())).append('\n');
    page.append("- refresh tokens: ").append(refresh(entry)).append('\n');
    page.append("- revoking: ");
    page.append(revoking(entry));
    page.append("\n- verified: ").append(entry.guide().verified()).append('\n');
    page.append("\nWhat goes wrong most often:\n\n");
    entry.guide().pitfalls().forEach(pitfall -> page.append("- ").append(pitfall).append('\n'));
  }

  /** Which answers to a refresh say why a grant has ended, and which vendors do not say it. */
  private static String reasons(List<ProviderDefinition> entries) throws IOException {
    StringBuilder table = new StringBuilder(resource("providers-reasons.md"));
    for (ProviderDefinition entry : entries) {
      List<RefreshRefusal> known = known(entry, true);
      if (known.isEmpty()) {
        table.append(row(entry, "every refusal", "not documented", Grant.Reason.UNKNOWN));
      }
      known.forEach(each -> table.append(row(entry, answer(each), when(each), each.reason())));
    }
    table.append(resource("providers-clients.md"));
    for (ProviderDefinition entry : entries) {
      known(entry, false)
          .forEach(each -> table.append(row(entry, answer(each), when(each), each.reason())));
    }
    return table.toString();
  }

  private static List<RefreshRefusal> known(ProviderDefinition entry, boolean ends) {
    return entry.refresh().refusals().stream()
        .filter(each -> each.source() != null && each.ends() == ends)
        .toList();
  }

  private static String when(RefreshRefusal refusal) {
    return refusal.when() + " ([source](" + refusal.source() + "))";
  }

  private static String row(
      ProviderDefinition entry, String answer, String when, Grant.Reason reason) {
    return "| [%s](#%s) | %s | %s | `%s` |\n"
        .formatted(entry.name(), entry.provider(), answer, when, reason.wire());
  }

  /** The error codes, and the text: a pipe would end the cell of the table. */
  private static String answer(RefreshRefusal refusal) {
    String codes =
        refusal.errors().stream().map(code -> "`" + code + "`").collect(Collectors.joining(", "));
    if (refusal.pattern() == null) {
      return codes;
    }
    String text = refusal.pattern().pattern().replaceAll("[\\^$]", "").replace("|", "\\|");
    return codes.isEmpty() ? "`" + text + "`" : codes + " with `" + text + "`";
  }

  private static String api(ApiRules api) {
    String hosts =
        api.hosts().stream().map(host -> "`" + host + "`").collect(Collectors.joining(", "));
    return "`" + api.base() + "`" + (hosts.isEmpty() ? "" : "; the token also goes to " + hosts);
  }

  private static String scopes(ProviderDefinition entry) {
    List<String> required = entry.authorization().requiredScope();
    String example =
        entry.guide().scopeExample().isEmpty()
            ? "none, there are no scopes to request"
            : quoted(entry.guide().scopeExample());
    return required.isEmpty() ? example : example + "; always added: " + quoted(required);
  }

  private static String refresh(ProviderDefinition entry) {
    return entry.refresh().rotates()
        ? "each works once, if the vendor issues any"
        : "the same one is used again, if the vendor issues any";
  }

  private static String revoking(ProviderDefinition entry) {
    if (entry.endpoints().revocation() == null) {
      return "not possible";
    }
    return entry.revocation().endsAll()
        ? "at the vendor; it ends all grants of that account"
        : "at the vendor; it ends only the grant's own tokens";
  }

  private static String quoted(List<String> scopes) {
    return scopes.stream().map(scope -> "`" + scope + "`").collect(Collectors.joining(" "));
  }
}
