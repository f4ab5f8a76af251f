package org.grantlet.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.grantlet.testing.VendorDescription.Call;

/**
 * What a vendor says beside the standards: the address of the account's API, for example.
 * Immutable.
 *
 * @param authorization parameters of the authorization response
 * @param token members of the token response
 * @param userinfo members of the answer to who the user is
 */
public record VendorExtras(
    Map<String, Object> authorization, Map<String, Object> token, Map<String, Object> userinfo) {

  /** Members of the standards, in which all vendors differ by nothing that matters here. */
  private static final Set<String> STANDARD =
      Set.of("expires_in", "scope", "token_type", "error", "state", "code", "iss");

  /** The extras of a vendor; empty ones if it is not described here. */
  public static VendorExtras of(String vendor) {
    if (VendorExtras.class.getResource("vendor/" + vendor + ".json") == null) {
      return new VendorExtras(Map.of(), Map.of(), Map.of());
    }
    VendorDescription description = VendorDescription.read(vendor, "https:/");
    Map<String, Object> userinfo = new LinkedHashMap<>();
    for (Call call : description.profiles()) {
      if (call.response() instanceof Map<?, ?> response) {
        constant(response).forEach(userinfo::putIfAbsent);
      }
    }
    return new VendorExtras(
        constant(description.authorization().callback()),
        constant(description.token().response()),
        userinfo);
  }

  private static Map<String, Object> constant(Map<?, ?> template) {
    Map<String, Object> constant = new LinkedHashMap<>();
    template.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> inner) {
            constant.put(String.valueOf(name), constant(inner));
          } else if (value != null && !value.toString().startsWith("$")) {
            constant.put(String.valueOf(name), value);
          }
        });
    constant.keySet().removeAll(STANDARD);
    return constant;
  }
}
