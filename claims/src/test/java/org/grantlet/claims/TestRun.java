package org.grantlet.claims;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test methods in a process of its own and writes down which failed. */
final class TestRun implements TestExecutionListener {
  static final String GREEN = "green";

  /** By class and method: {@link #GREEN}, or why it failed. */
  private final Map<String, String> results = new LinkedHashMap<>();

  private TestRun() {}

  /**
   * Runs tests.
   *
   * @param arguments where to write, then methods as {@code package.Class#method}
   */
  public static void main(String[] arguments) throws IOException, ClassNotFoundException {
    TestRun run = new TestRun();
    List<DiscoverySelector> selectors = new ArrayList<>();
    for (String name : List.of(arguments).subList(1, arguments.length)) {
      String[] parts = name.split("#", 2);
      Class<?> type = Class.forName(parts[0]);
      selectors.add(selectMethod(type, method(type, parts[1])));
    }
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .configurationParameter("jazzer.hooks", "false")
                .build(),
            run);
    List<String> lines = new ArrayList<>();
    run.results.forEach((name, result) -> lines.add(name + "\t" + result));
    Files.write(Path.of(arguments[0]), lines);
    System.exit(0); // whatever else still runs
  }

  private static Method method(Class<?> type, String name) {
    for (Class<?> up = type; up != null; up = up.getSuperclass()) {
      for (Method method : up.getDeclaredMethods()) {
        if (method.getName().equals(name)) {
          return method;
        }
      }
    }
    throw new IllegalArgumentException(type + " has no " + name);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    String failure =
        result.getStatus() == TestExecutionResult.Status.SUCCESSFUL
            ? GREEN
            : result.getThrowable().map(TestRun::firstLines).orElse("failed");
    if (test.getSource().orElse(null) instanceof MethodSource method) {
      boolean ran = test.isTest() || !failure.equals(GREEN);
      if (ran) {
        String name = method.getClassName() + "#" + method.getMethodName();
        results.merge(name, failure, (was, now) -> was.equals(GREEN) ? now : was);
      }
    } else if (!failure.equals(GREEN)
        && test.getSource().orElse(null) instanceof ClassSource type) {
      results.put(type.getClassName() + "#", failure);
    }
  }

  private static String firstLines(Throwable failure) {
    return String.join(" ", Arrays.stream(failure.toString().split("\\s+")).limit(60).toList());
  }
}
