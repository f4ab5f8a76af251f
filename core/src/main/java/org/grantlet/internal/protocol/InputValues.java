package org.grantlet.internal.protocol;

import java.util.Map;
import org.grantlet.Integration;
import org.grantlet.internal.catalog.ProviderDefinition;
import org.grantlet.internal.catalog.ProviderDefinition.Input;
import org.grantlet.internal.catalog.Template;
import org.jspecify.annotations.Nullable;

/**
 * The values of an entry's inputs: the settings of the request or the grant, else those of the
 * integration, else the default. Each value matches its pattern.
 */
record InputValues(ProviderDefinition entry, Integration integration, Map<String, Object> extras) {

  /** The value of an input. */
  String get(String name) {
    for (Input input : entry.inputs()) {
      if (input.name().equals(name)) {
        return value(input);
      }
    }
    throw new IllegalStateException(entry.provider() + " has no input " + name);
  }

  /** The value of an input, or the variable of an issuer that the ID token fills. */
  String getOrTenant(String name) {
    return ResolvedProvider.TENANT_ID.equals("{" + name + "}")
        ? ResolvedProvider.TENANT_ID
        : get(name);
  }

  /** Whether no value for a template is missing. */
  boolean canFill(Template template) {
    return entry.inputs().stream()
        .filter(input -> template.variables().contains(input.name()))
        .allMatch(input -> input.defaultValue() != null || given(input.name()) != null);
  }

  /** Checks each value, and that none is missing. */
  void check() {
    for (Input input : entry.inputs()) {
      if (given(input.name()) != null || entry.requires(input)) {
        value(input);
      }
    }
  }

  private String value(Input input) {
    String given = given(input.name());
    String value = given == null ? input.defaultValue() : given;
    if (value == null || !input.pattern().matcher(value).matches()) {
      throw input.invalid(value);
    }
    return value;
  }

  /** A setting of the request, the grant or the integration. */
  @Nullable String given(String name) {
    Object extra = extras.get(name);
    return extra == null ? integration.setting(name) : extra.toString();
  }
}
