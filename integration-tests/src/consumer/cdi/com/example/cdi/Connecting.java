package com.example.cdi;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.grantlet.servlet.HostedAuth;

// snippet: cdi-inject
/** Sends users to their provider. */
@RequestScoped
public class Connecting {
  @Inject HostedAuth hostedAuth;

  /** Ends the request. */
  public void begin(HttpServletRequest request, HttpServletResponse response) {
    hostedAuth.request("acme").redirectUri("/connected").begin(request, response);
  }
}
// end of snippet
