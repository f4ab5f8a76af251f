package com.example.server;

import com.example.calendar.Calendar;
import com.example.calendar.ConnectServlet;
import com.example.calendar.ConnectedServlet;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/** Serves the application until its input ends; it prints a line when it is ready. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    URI origin = URI.create(System.getenv("CALENDAR_ORIGIN"));
    Server server = new Server(new InetSocketAddress(origin.getHost(), origin.getPort()));
    ServletContextHandler context = new ServletContextHandler("/");
    context.addEventListener(new Calendar());
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
