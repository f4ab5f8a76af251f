package org.grantlet.internal.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.grantlet.internal.catalog.Template;

/**
 * The values of templates with the client and a token beside the inputs. Does not print them.
 *
 * @param inputs the entry's inputs
 * @param clientId the variable {@code {client_id}}
 * @param token the variable {@code {token}}
 */
record VariableValues(InputValues inputs, String clientId, String token)
    implements UnaryOperator<String> {

  @Override
  public String apply(String variable) {
    return switch (variable) {
      case "token" -> token;
      case "client_id" -> clientId;
      default -> inputs.get(variable);
    };
  }

  Map<String, String> fill(Map<String, Template> templates) {
    return fill(templates, this);
  }

  /** The filled templates without those that are empty; mutable. */
  static Map<String, String> fill(Map<String, Template> templates, UnaryOperator<String> values) {
    Map<String, String> filled = new LinkedHashMap<>();
    templates.forEach(
        (name, template) -> {
          String value = template.fill(values);
          if (!value.isEmpty()) {
            filled.put(name, value);
          }
        });
    return filled;
  }

  @Override
  public String toString() {
    return "VariableValues[" + inputs.entry().provider() + "]";
  }
}
