package org.grantlet.sample;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import net.minidev.json.JSONArray;

/** {@code GET /events}: the events of the listener, in order. */
final class EventsServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Html.json(response, JSONArray.toJSONString(EventLog.heard()));
  }
}
