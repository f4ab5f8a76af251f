package org.grantlet.servlet.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.grantlet.GrantletException;
import org.grantlet.json.Json;

/** The Connect API; so far it answers that there is nothing. */
public final class JsonReplies {
  private JsonReplies() {}

  /** The Connect API; so far it answers that there is nothing. */
  public static void error(HttpServletResponse response, String requestId, GrantletException e)
      throws IOException {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("type", e.code().wire());
    error.put("message", String.valueOf(e.getMessage()));
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("request_id", requestId);
    reply.put("success", false);
    reply.put("error", error);
    reply.put("type", e.code().wire());
    reply.put("message", String.valueOf(e.getMessage()));
    response.setStatus(e.code().status());
    response.setContentType("application/json;charset=UTF-8");
    response.getWriter().write(Json.text(reply));
  }
}
