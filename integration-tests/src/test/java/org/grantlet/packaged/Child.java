package org.grantlet.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.grantlet.testing.Ports;
import org.grantlet.testing.TestBrowser;
import org.grantlet.testing.TestProvider;

/**
 * A JVM that serves the application of {@code src/consumer}, which finds its provider and its own
 * address in the environment. It ends when its input does.
 */
final class Child implements AutoCloseable {
  static final String ENCRYPTION_KEY = Base64.getEncoder().encodeToString(new byte[32]);
  private static final List<String> QUICK_START =
      List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final Process process;
  private final URI origin;
  private final Path log;

  private Child(Process process, URI origin, Path log) {
    this.process = process;
    this.origin = origin;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param ready what a line contains that says that it serves
   * @param arguments of {@code java}
   */
  static Child start(
      URI origin, TestProvider provider, Path log, String ready, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QUICK_START);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().remove("CLASSPATH");
    builder.environment().put("CALENDAR_ORIGIN", origin.toString());
    builder.environment().put("CALENDAR_ISSUER", provider.issuer());
    builder.environment().put("CALENDAR_CLIENT_ID", provider.clientId());
    builder.environment().put("CALENDAR_CLIENT_SECRET", provider.clientSecret());
    builder.environment().put("CALENDAR_ENCRYPTION_KEY", ENCRYPTION_KEY);
    Child child = new Child(builder.start(), origin, log);
    child.awaitLine(ready);
    return child;
  }

  /** Where a child can serve. */
  static URI freeOrigin() {
    return URI.create("http://127.0.0.1:" + Ports.free());
  }

  private void awaitLine(String ready) throws IOException {
    BufferedReader output = process.inputReader();
    String line = output.readLine();
    while (line != null && !line.contains(ready)) {
      line = output.readLine();
    }
    assertThat(line).as(this::log).isNotNull();
  }

  /** A browser connects an account. */
  void assertAccountIsConnected(String contextPath) {
    assertThat(new TestBrowser().open(origin + contextPath + "/start").body())
        .as(this::log)
        .matches("ada@example\\.com ada from-the-application \\S+ true");
  }

  /** It ends by itself, without a complaint. */
  void assertStops() throws Exception {
    process.getOutputStream().close();
    assertThat(process.waitFor()).as(this::log).isZero();
    assertThat(log()).doesNotContain("ThreadLocal with key"); // so Tomcat names a leak
  }

  /** What it wrote to its error output. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join(); // until then it writes into the folder of the test
  }
}
