package com.example.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import org.grantlet.servlet.RequestOwner;

/** All requests are of the same user. */
@ApplicationScoped
public class OnlyUser implements RequestOwner {
  private static final Owner ADA = new Owner("user:ada", "ada");

  /** For CDI. */
  public OnlyUser() {}

  @Override
  public Owner bind(HttpServletRequest request) {
    return ADA;
  }

  @Override
  public Owner of(HttpServletRequest request) {
    return ADA;
  }
}
