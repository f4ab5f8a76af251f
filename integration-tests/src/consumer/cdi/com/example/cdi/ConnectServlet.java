package com.example.cdi;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Sends the user away. */
@WebServlet("/start")
public class ConnectServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Inject transient Connecting connecting;

  /** For the container. */
  public ConnectServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    connecting.begin(request, response);
  }
}
