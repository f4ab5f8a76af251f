package org.grantlet.benchmarks.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A JVM with one of the systems in a Jetty; the arguments are its name and the provider. */
final class SystemMain {
  private SystemMain() {}

  public static void main(String[] args) throws Exception {
    Contender contender = Contender.valueOf(args[0]);
    URI provider = URI.create(args[1]);
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    server.setHandler(context);
    ServerConnector connector = (ServerConnector) server.getConnectors()[0];
    connector.open();
    URI base = URI.create("http://127.0.0.1:" + connector.getLocalPort());
    AppPages.plain(context);
    contender.install(context, base, provider);
    server.start();
    Allocated allocated = new Allocated();
    allocated.start();
    Commands.serve(
        base,
        command ->
            switch (command) {
              case "used" -> Usage.now(allocated).toString();
              case "heap" -> String.valueOf(Usage.liveHeap());
              case "kept" -> String.valueOf(Usage.kept());
              default -> throw new IllegalArgumentException(command);
            });
  }
}
