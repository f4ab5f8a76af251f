package org.grantlet.sample;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.component.LifeCycle;
import org.grantlet.ConfigurationException;
import org.grantlet.sample.provider.DemoProvider;
import org.grantlet.servlet.HostedAuth;

/**
 * The sample in an embedded Jetty on loopback. The application is at {@code localhost} and the demo
 * provider at {@code 127.0.0.1}, so that they are two sites, as in production.
 */
public final class SampleServer implements AutoCloseable {
  private static final int STOP_MILLIS = 2_000;

  /** Kept connections do not hold the end up. */
  private static final int IDLE_MILLIS = 100;

  private final Server server;
  private final ServletContextHandler application;
  private final String url;

  private SampleServer(Server server, ServletContextHandler application, String url) {
    this.server = server;
    this.application = application;
    this.url = url;
  }

  /**
   * Starts.
   *
   * @param port 0 for any free one
   * @throws ConfigurationException naming all that is wrong
   * @throws BindException if the port is in use
   */
  public static SampleServer start(int port, boolean demoProvider) throws IOException {
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    ServerConnector connector = (ServerConnector) server.getConnectors()[0];
    connector.setShutdownIdleTimeout(IDLE_MILLIS);
    WebhookInbox inbox = new WebhookInbox();
    server.addEventListener(
        new LifeCycle.Listener() {
          @Override
          public void lifeCycleStopping(LifeCycle event) {
            inbox.close(); // else the server waits for pages that wait for webhooks
          }
        });
    try {
      connector.open(); // the port has to be known before the filter is configured
      SampleConfiguration configuration =
          SampleConfiguration.of(connector.getLocalPort(), demoProvider);
      ContextHandlerCollection contexts = new ContextHandlerCollection();
      ServletContextHandler application = Application.context(configuration, inbox);
      contexts.addHandler(application);
      if (demoProvider) {
        contexts.addHandler(demoProvider(configuration));
      }
      server.setHandler(contexts);
      server.setStopTimeout(STOP_MILLIS);
      server.start();
      return new SampleServer(server, application, "http://localhost:" + connector.getLocalPort());
    } catch (Exception e) {
      stop(server);
      throw known(e);
    }
  }

  /** The code's side of Grantlet, as servlets get it. */
  HostedAuth hostedAuth() {
    return HostedAuth.from(application.getServletContext());
  }

  /** The URL at which it listens. */
  public String url() {
    return url;
  }

  @Override
  public void close() {
    stop(server);
  }

  private static ServletContextHandler demoProvider(SampleConfiguration configuration) {
    URI issuer = URI.create(configuration.demoIssuer());
    DemoProvider provider =
        new DemoProvider(issuer, configuration.demoTokenKey())
            .register(
                SampleConfiguration.DEMO_CLIENT_ID,
                SampleConfiguration.DEMO_CLIENT_SECRET,
                "Acme Calendar",
                configuration.demoCallbacks().toArray(String[]::new));
    ServletContextHandler context = new ServletContextHandler(issuer.getPath());
    provider
        .servlets()
        .forEach((path, servlet) -> context.addServlet(new ServletHolder(servlet), path));
    return context;
  }

  /** Jetty wraps exceptions of a filter. */
  private static IOException known(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigurationException configuration) {
        throw configuration;
      }
      if (cause instanceof IOException io) {
        return io instanceof BindException || !(io.getCause() instanceof BindException bind)
            ? io
            : bind;
      }
    }
    return new IOException(String.valueOf(failure.getMessage()), failure);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The server does not stop", e);
    }
  }
}
