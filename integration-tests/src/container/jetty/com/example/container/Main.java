package com.example.container;

import java.io.File;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.ee10.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/**
 * Serves each application of a folder until its input ends; it prints a line when it is ready. The
 * first argument is the folder, the second one is for Jetty's own files.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    URI origin = URI.create(System.getenv("CALENDAR_ORIGIN"));
    Server server = new Server(new InetSocketAddress(origin.getHost(), origin.getPort()));
    ContextHandlerCollection contexts = new ContextHandlerCollection();
    for (File application : new File(args[0]).listFiles()) {
      WebAppContext context =
          new WebAppContext(application.getAbsolutePath(), "/" + application.getName());
      context.setTempDirectory(new File(args[1], application.getName()));
      context.addConfiguration(new AnnotationConfiguration());
      context.setThrowUnavailableOnStartupException(true);
      contexts.addHandler(context);
    }
    server.setHandler(contexts);
    server.start();
    System.out.println("ready");
    while (System.in.read() != -1) {
      // nothing is expected but the end
    }
    server.stop();
    server.join();
  }
}
