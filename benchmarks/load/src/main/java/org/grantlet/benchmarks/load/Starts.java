package org.grantlet.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How long a fresh JVM takes until it serves, and how long the first login in it; with an archive
 * of its classes (AppCDS) too, which it wrote after a login. On all cores, as a start is.
 */
final class Starts {
  private final Bench bench;
  private final List<Contender> all = new ArrayList<>();

  private Starts(Bench bench) {
    this.bench = bench;
    all.add(Contender.PLAIN);
    all.addAll(bench.plan().contenders());
  }

  static void measure(Bench bench) throws IOException {
    Starts starts = new Starts(bench);
    starts.warmUpTheOthers();
    Map<Contender, List<String>> options = new EnumMap<>(Contender.class);
    starts.all.forEach(contender -> options.put(contender, bench.plan().jvm()));
    starts.measure("", options);
    Path directory = Files.createTempDirectory("grantlet-load");
    options.clear();
    try {
      for (Contender contender : starts.all) {
        Path archive = directory.resolve(contender + ".jsa");
        starts.write(contender, archive);
        if (Files.exists(archive)) { // not where the classes are in directories
          options.put(contender, starts.jvm("-XX:SharedArchiveFile=" + archive));
        }
      }
      starts.measure(", with AppCDS", options);
    } finally {
      for (Contender contender : starts.all) {
        Files.deleteIfExists(directory.resolve(contender + ".jsa"));
      }
      Files.delete(directory);
    }
  }

  /** Provider and users are not to be cold where a system is. */
  private void warmUpTheOthers() throws IOException {
    try (Running running = bench.start(all.get(all.size() - 1), bench.plan().jvm())) {
      bench.warmUp(running, 200, Visitor::logIn);
    }
  }

  private void write(Contender contender, Path archive) throws IOException {
    Progress.say("archive of classes of " + contender.title);
    List<String> jvm = jvm("-XX:ArchiveClassesAtExit=" + archive);
    try (Running running = bench.startOnAllCores(contender, jvm)) {
      firstVisit(running);
    } catch (IOException e) {
      bench.thrownOut().add("archive of " + contender.title, e);
    }
  }

  private List<String> jvm(String option) {
    List<String> jvm = new ArrayList<>(bench.plan().jvm());
    jvm.add(option);
    jvm.add("-Xlog:cds=off");
    jvm.add("-Xlog:cds+dynamic=off");
    return jvm;
  }

  private static double firstVisit(Running running) throws IOException {
    long before = System.nanoTime();
    try (Visitor visitor = running.visitor()) {
      if (running.contender() == Contender.PLAIN) {
        visitor.get("/plain");
      } else {
        visitor.logIn();
      }
    }
    return (System.nanoTime() - before) / 1e6;
  }

  private void measure(String how, Map<Contender, List<String>> options) throws IOException {
    int count = bench.plan().starts();
    Map<Contender, List<Double>> starts = new EnumMap<>(Contender.class);
    Map<Contender, List<Double>> logins = new EnumMap<>(Contender.class);
    for (int i = 1; i <= count; i++) {
      Progress.say("start " + i + " of " + count + how);
      for (Map.Entry<Contender, List<String>> each : options.entrySet()) {
        try (Running running = bench.startOnAllCores(each.getKey(), each.getValue())) {
          double login = firstVisit(running);
          logins.computeIfAbsent(each.getKey(), any -> new ArrayList<>()).add(login);
          double start = running.child().startNanos() / 1e6;
          starts.computeIfAbsent(each.getKey(), any -> new ArrayList<>()).add(start);
        } catch (IOException e) {
          bench.thrownOut().add("start " + i + " of " + each.getKey().title + how, e);
        }
      }
    }
    for (Contender contender : options.keySet()) {
      int left = starts.getOrDefault(contender, List.of()).size();
      bench.thrownOut().check("starts of " + contender.title, left, count);
    }
    logins.remove(Contender.PLAIN);
    rows("start" + how + ", ms", starts);
    rows("first login" + how + ", ms", logins);
  }

  private void rows(String row, Map<Contender, List<Double>> millis) {
    millis.forEach(
        (contender, each) -> {
          double median = Sample.median(each.stream().mapToDouble(Double::doubleValue).toArray());
          bench.table().put(row, contender, median, "%,.0f");
        });
  }
}
