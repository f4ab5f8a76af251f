package com.example.calendar;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.grantlet.servlet.HostedAuth;

/** Sends the user away. */
@WebServlet("/start")
public final class ConnectServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  /** For the container. */
  public ConnectServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    HostedAuth.from(getServletContext())
        .request("acme")
        .redirectUri("/connected")
        .state("from-the-application")
        .metadata(Map.of("plan", "pro"))
        .begin(request, response);
  }
}
