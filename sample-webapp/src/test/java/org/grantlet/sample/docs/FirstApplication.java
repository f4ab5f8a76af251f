package org.grantlet.sample.docs;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.grantlet.docs.Snippets;

/** The application that the README builds in an empty folder, as a container runs it. */
final class FirstApplication implements AutoCloseable {
  private final Server server;
  private final String baseUrl;

  private FirstApplication(Server server, String baseUrl) {
    this.server = server;
    this.baseUrl = baseUrl;
  }

  /** Where users begin. */
  String addAccount() {
    return baseUrl + "/add-account";
  }

  /**
   * Starts.
   *
   * @param folder for its files
   * @param configuration makes its properties of those of the README
   */
  static FirstApplication start(
      Path folder, int port, String baseUrl, UnaryOperator<String> configuration) throws Exception {
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    Files.createDirectories(folder.resolve("WEB-INF"));
    Files.writeString(
        folder.resolve("WEB-INF/grantlet.properties"),
        configuration.apply(
            Snippets.named("first-properties").replace("http://localhost:8081", baseUrl)));
    context.setBaseResource(ResourceFactory.of(context).newResource(folder));
    ServiceLoader.load(ServletContainerInitializer.class)
        .forEach(context::addServletContainerInitializer);
    Class<? extends HttpServlet> servlet = servlet(folder);
    for (String pattern : servlet.getAnnotation(WebServlet.class).value()) {
      context.addServlet(new ServletHolder(servlet), pattern);
    }
    server.setHandler(context);
    server.start();
    return new FirstApplication(server, baseUrl);
  }

  private static Class<? extends HttpServlet> servlet(Path folder) throws Exception {
    Path classes = Files.createDirectories(folder.resolve("WEB-INF/classes"));
    JavaSnippets.compile(classes, "FirstServlet", Snippets.named("first-servlet"));
    return servletIn(classes);
  }

  /** The README's servlet, compiled into a folder. */
  static Class<? extends HttpServlet> servletIn(Path classes) throws Exception {
    URL[] path = {classes.toUri().toURL()};
    return new URLClassLoader(path, FirstApplication.class.getClassLoader())
        .loadClass("FirstServlet")
        .asSubclass(HttpServlet.class);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
