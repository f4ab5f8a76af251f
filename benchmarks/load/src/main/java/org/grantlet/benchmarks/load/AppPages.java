package org.grantlet.benchmarks.load;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;

/** The application that all systems are put in front of. */
final class AppPages {
  static final String WELCOME = "welcome";

  private AppPages() {}

  /** A page that no login has to do with. */
  static void plain(ServletContextHandler context) {
    servlet(context, "/plain", new Page("plain"));
  }

  static void welcome(ServletContextHandler context, String path) {
    servlet(context, path, new Page(WELCOME));
  }

  static void servlet(ServletContextHandler context, String path, HttpServlet servlet) {
    context.addServlet(new ServletHolder(servlet), path);
  }

  static void filter(ServletContextHandler context, String path, Filter filter) {
    FilterHolder holder = new FilterHolder(filter);
    holder.setAsyncSupported(true);
    context.addFilter(holder, path, EnumSet.of(DispatcherType.REQUEST));
  }

  private static final class Page extends HttpServlet {
    private final String text;

    Page(String text) {
      this.text = text;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("text/plain;charset=UTF-8");
      response.getWriter().write(text);
    }
  }
}
