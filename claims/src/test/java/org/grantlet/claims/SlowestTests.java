package org.grantlet.claims;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says at the end of a build which test classes took longest, from the reports of all modules. */
public final class SlowestTests {
  private static final int COUNT = 10;
  private static final int DEPTH = 5;
  private static final Pattern SUITE =
      Pattern.compile("<testsuite [^>]*?\\bname=\"([^\"]+)\" time=\"([0-9.,]+)\"");

  private record Time(String test, double seconds) {}

  private SlowestTests() {}

  /**
   * Prints the list.
   *
   * @param arguments the root of the build, and when it began: older reports are of another build
   */
  public static void main(String[] arguments) throws IOException {
    Instant begin = Instant.parse(arguments[1]);
    List<Time> times;
    try (Stream<Path> reports =
        Files.find(
            Path.of(arguments[0]),
            DEPTH,
            (file, attributes) ->
                file.getParent().endsWith("target/surefire-reports")
                    && file.getFileName().toString().matches("TEST-.*\\.xml")
                    && !attributes.lastModifiedTime().toInstant().isBefore(begin))) {
      times =
          reports
              .map(SlowestTests::time)
              .filter(Objects::nonNull)
              .sorted(Comparator.comparingDouble(Time::seconds).reversed())
              .toList();
    }
    if (!times.isEmpty()) {
      System.out.printf("%nOf %d test classes these took longest, in seconds:%n", times.size());
      times.stream()
          .limit(COUNT)
          .forEach(time -> System.out.printf("%7.1f  %s%n", time.seconds(), time.test()));
    }
  }

  private static Time time(Path report) {
    try (Stream<String> lines = Files.lines(report)) {
      return lines
          .limit(3)
          .map(SUITE::matcher)
          .filter(Matcher::find)
          .map(
              suite ->
                  new Time(suite.group(1), Double.parseDouble(suite.group(2).replace(",", ""))))
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
