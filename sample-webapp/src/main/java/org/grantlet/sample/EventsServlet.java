package org.grantlet.sample;

import com.nimbusds.jose.util.JSONArrayUtils;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /events}: the events of the listener, in order. */
final class EventsServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Html.json(response, JSONArrayUtils.toJSONString(EventLog.heard()));
  }
}
