package org.grantlet.sample;

import java.io.IOException;
import java.net.BindException;
import org.grantlet.ConfigurationException;

/** Starts the sample: {@code java -jar sample-webapp.jar [--port N] [--no-demo-provider]}. */
public final class Main {
  private static final String USAGE =
      """
      Usage: java -jar sample-webapp.jar [--port N] [--no-demo-provider]
        --port N             listen on this port, 0 for any free one (8080)
        --no-demo-provider   without the identity provider inside
      Any grantlet.* system property or GRANTLET_* environment variable goes before the sample's own.
      """;

  private Main() {}

  /** Ends with status 1 if it cannot start, and with 2 if the arguments are wrong. */
  public static void main(String[] arguments) {
    int port = 8080;
    boolean demoProvider = true;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--port" -> port = port(++i < arguments.length ? arguments[i] : "");
        case "--no-demo-provider" -> demoProvider = false;
        case "--help" -> {
          System.out.print(USAGE);
          return;
        }
        default -> wrong("Unknown argument " + arguments[i]);
      }
    }
    start(port, demoProvider);
  }

  private static void start(int port, boolean demoProvider) {
    try {
      SampleServer server = SampleServer.start(port, demoProvider);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
      System.out.println("Listening on " + server.url());
    } catch (ConfigurationException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (BindException e) {
      fail(
          "Port "
              + port
              + " is in use; choose another with --port N, or --port 0 for any free one");
    } catch (IOException e) {
      fail("The sample cannot start: " + e.getMessage());
    }
  }

  private static int port(String text) {
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65535) {
      return Integer.parseInt(text);
    }
    wrong("--port takes a number from 0 to 65535");
    return -1;
  }

  private static void wrong(String message) {
    System.err.println(message);
    System.err.print(USAGE);
    System.exit(2);
  }

  private static void fail(String message) {
    System.err.println(message);
    System.exit(1);
  }
}
