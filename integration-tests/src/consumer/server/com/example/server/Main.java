package com.example.server;

import com.example.calendar.Calendar;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Serves the application until its input ends; the first line that it prints is its address. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    ServerConnector connector = (ServerConnector) server.getConnectors()[0];
    connector.open();
    String baseUrl = "http://127.0.0.1:" + connector.getLocalPort();
    ServletContextHandler context = new ServletContextHandler("/");
    context.addEventListener(new Calendar(baseUrl, args[0], args[1], args[2], args[3]));
    server.setHandler(context);
    server.start();
    System.out.println(baseUrl);
    while (System.in.read() != -1) {
      // nothing is expected but the end
    }
    server.stop();
    server.join();
  }
}
