package com.example.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.grantlet.servlet.pages.Page;
import org.grantlet.servlet.pages.PageRenderer;

/** Draws pages as they are. */
@ApplicationScoped
public class Pages implements PageRenderer {
  @Inject Seen seen;

  /** For CDI. */
  public Pages() {}

  @Override
  public String render(Page page) {
    seen.add("pages", page.language());
    return page.html();
  }
}
