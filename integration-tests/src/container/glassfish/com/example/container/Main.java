package com.example.container;

import java.io.File;
import java.net.URI;
import org.glassfish.embeddable.GlassFish;
import org.glassfish.embeddable.GlassFishProperties;
import org.glassfish.embeddable.GlassFishRuntime;

/**
 * Serves each application of a folder until its input ends; it prints a line when it is ready. The
 * argument is the folder.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    URI origin = URI.create(System.getenv("CALENDAR_ORIGIN"));
    GlassFishProperties properties = new GlassFishProperties();
    properties.setPort("http-listener", origin.getPort());
    GlassFish server = GlassFishRuntime.bootstrap().newGlassFish(properties);
    server.start();
    for (File application : new File(args[0]).listFiles()) {
      String name = application.getName();
      server.getDeployer().deploy(application, "--name=" + name, "--contextroot=" + name);
    }
    System.out.println("ready");
    while (System.in.read() != -1) {
      // nothing is expected but the end
    }
    server.stop();
    server.dispose();
    System.exit(0); // some threads of the server go on
  }
}
