package com.example.container;

import java.io.File;
import java.net.URI;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.loader.WebappClassLoaderBase;
import org.apache.catalina.startup.Tomcat;

/**
 * Serves each application of a folder until its input ends; it prints a line when it is ready. The
 * first argument is the folder, the second one is for Tomcat's own files.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    URI origin = URI.create(System.getenv("CALENDAR_ORIGIN"));
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(args[1]);
    tomcat.setAddDefaultWebXmlToWebapp(false); // it names the servlet for JSP
    Connector connector = new Connector();
    connector.setProperty("address", origin.getHost());
    connector.setPort(origin.getPort());
    tomcat.setConnector(connector);
    for (File application : new File(args[0]).listFiles()) {
      Context context =
          tomcat.addWebapp("/" + application.getName(), application.getAbsolutePath());
      Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
      context.addServletMapping("/", "default");
    }
    tomcat.start();
    if (connector.getState() != LifecycleState.STARTED) {
      throw new IllegalStateException("the connector has not started");
    }
    System.out.println("ready");
    while (System.in.read() != -1) {
      // nothing is expected but the end
    }
    tomcat.stop();
    assertNoThreadGoesOn();
    tomcat.destroy();
  }

  /** A thread that goes on would keep the application's classes when it is deployed again. */
  private static void assertNoThreadGoesOn() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getContextClassLoader() instanceof WebappClassLoaderBase) {
        thread.join(10_000);
        if (thread.isAlive()) {
          throw new IllegalStateException(thread + " goes on");
        }
      }
    }
  }
}
