package com.example.standalone;

import com.example.calendar.ConnectServlet;
import com.example.calendar.ConnectedServlet;
import com.example.calendar.SignInFilter;
import jakarta.servlet.DispatcherType;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.grantlet.servlet.HostedAuthFilter;

/**
 * The application with its own server, which has no class loader for it: the filter finds its
 * configuration on the class path. Serves until its input ends; it prints a line when it is ready.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    URI origin = URI.create(System.getenv("CALENDAR_ORIGIN"));
    Server server = new Server(new InetSocketAddress(origin.getHost(), origin.getPort()));
    ServletContextHandler context = new ServletContextHandler("/");
    context.addFilter(SignInFilter.class, "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addFilter(HostedAuthFilter.class, "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(ConnectServlet.class, "/start");
    context.addServlet(ConnectedServlet.class, "/connected");
    server.setHandler(context);
    server.start();
    System.out.println("ready");
    while (System.in.read() != -1) {
      // nothing is expected but the end
    }
    server.stop();
    server.join();
  }
}
