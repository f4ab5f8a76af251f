package org.grantlet.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** What a child process is asked on its standard input; it ends when that does. */
final class Commands {
  static final String READY = "ready ";

  private Commands() {}

  static void serve(URI base, UnaryOperator<String> answers) throws IOException {
    PrintStream out = System.out;
    out.println(READY + base);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String command = in.readLine(); command != null; command = in.readLine()) {
      out.println(answers.apply(command));
    }
    System.exit(0);
  }
}
