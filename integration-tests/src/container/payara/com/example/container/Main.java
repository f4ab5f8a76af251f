package com.example.container;

import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import fish.payara.micro.boot.PayaraMicroBoot;
import java.io.File;
import java.net.URI;

/**
 * Serves each application of a folder until its input ends; it prints a line when it is ready. The
 * first argument is the folder, the second one is for Payara's own files.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    URI origin = URI.create(System.getenv("CALENDAR_ORIGIN"));
    PayaraMicroBoot server = PayaraMicro.getInstance();
    server.setHttpPort(origin.getPort()).setNoCluster(true).setRootDir(new File(args[1]));
    for (File application : new File(args[0]).listFiles()) {
      server.addDeploymentFile(application);
    }
    PayaraMicroRuntime runtime = server.bootStrap();
    System.out.println("ready");
    while (System.in.read() != -1) {
      // nothing is expected but the end
    }
    runtime.shutdown();
    System.exit(0); // some threads of the server go on
  }
}
