package org.grantlet.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.grantlet.provider.ProviderHook;
import org.grantlet.servlet.RequestOwner;
import org.grantlet.servlet.pages.Page;
import org.grantlet.servlet.pages.PageRenderer;

/** What an application may have as beans, and how often it was asked. */
final class Beans {
  static final List<String> ASKED = new CopyOnWriteArrayList<>();

  private Beans() {}

  @ApplicationScoped
  static class Listener implements GrantListener {
    @Override
    public void grantCreated(GrantEvent event) {
      ASKED.add("listener");
    }
  }

  @ApplicationScoped
  static class Hook implements ProviderHook {
    @Override
    public String name() {
      ASKED.add("hook");
      return "acme";
    }
  }

  @ApplicationScoped
  static class Pages implements PageRenderer {
    @Override
    public String render(Page page) {
      ASKED.add("pages");
      return page.html();
    }
  }

  @ApplicationScoped
  static class OnlyUser implements RequestOwner {
    private static final Owner ADA = new Owner("user:ada", "ada");

    @Override
    public Owner bind(HttpServletRequest request) {
      ASKED.add("owner");
      return ADA;
    }

    @Override
    public Owner of(HttpServletRequest request) {
      return ADA;
    }
  }
}
