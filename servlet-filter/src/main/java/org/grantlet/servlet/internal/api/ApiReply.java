package org.grantlet.servlet.internal.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.Grants;
import org.grantlet.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The reply to a successful call.
 *
 * @param members of the JSON object
 * @param bare whether the object has these members alone, without {@code request_id} and {@code
 *     success}
 * @param headers in addition to those of all replies
 */
record ApiReply(Map<String, @Nullable Object> members, boolean bare, Map<String, String> headers) {

  static ApiReply one(Map<String, @Nullable Object> data) {
    return enveloped(members("data", data));
  }

  static ApiReply page(List<Map<String, @Nullable Object>> data, int limit, int offset) {
    Map<String, @Nullable Object> members = members("data", data);
    members.put("limit", limit);
    members.put("offset", offset);
    return enveloped(members);
  }

  /** All that there is. */
  static ApiReply all(List<Map<String, @Nullable Object>> data) {
    return enveloped(members("data", data));
  }

  static ApiReply done() {
    return enveloped(Map.of());
  }

  /** Success; if the provider did not revoke, with the reason. */
  static ApiReply deleted(Grants.Deletion deletion) {
    if (deletion.revoked()) {
      return done();
    }
    Map<String, @Nullable Object> members = members("revoked", false);
    members.put("reason", deletion.reason());
    return enveloped(members);
  }

  static ApiReply allowing(String methods) {
    return new ApiReply(Map.of(), false, Map.of("Allow", methods));
  }

  /** A document with a form of its own. */
  static ApiReply document(Map<String, @Nullable Object> members) {
    return new ApiReply(members, true, Map.of());
  }

  private static ApiReply enveloped(Map<String, @Nullable Object> members) {
    return new ApiReply(members, false, Map.of());
  }

  private static Map<String, @Nullable Object> members(String name, Object value) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put(name, value);
    return members;
  }

  byte[] bytes(String requestId) {
    if (bare) {
      return Json.bytes(members);
    }
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("request_id", requestId);
    body.put("success", true);
    body.putAll(members);
    return Json.bytes(body);
  }
}
