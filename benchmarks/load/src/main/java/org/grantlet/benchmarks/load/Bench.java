package org.grantlet.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the parts of a run share: the plan, the provider, and what comes out. Not thread-safe. */
final class Bench implements AutoCloseable {
  /** For what has to do with little memory. */
  static final List<String> SMALL_JVM = List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError");

  /** As many users as keep a core busy. */
  static final int MANY = 32;

  private final Plan plan;
  private final Cores cores;
  private final Child provider;
  private final Table table = new Table();
  private final ThrownOut thrownOut = new ThrownOut();

  Bench(Plan plan) throws IOException {
    this.plan = plan;
    cores = plan.pinned() ? Cores.split() : Cores.shared("not pinned: as asked");
    Progress.say(cores.toString());
    provider = new Child(List.of(), ProviderStub.class, List.of("-Xmx512m"));
  }

  Plan plan() {
    return plan;
  }

  Cores cores() {
    return cores;
  }

  Table table() {
    return table;
  }

  ThrownOut thrownOut() {
    return thrownOut;
  }

  /** A system on its core. */
  Running start(Contender contender, List<String> jvm) throws IOException {
    return new Running(contender, provider.uri(), cores.ofSystem(), jvm);
  }

  /**
   * A system that is warm, on its core: its JVM is set up for one core, but may use all of them
   * until then. On one core the JIT would wait for the visits that it is to make cheaper.
   */
  Running startWarm(Contender contender, List<String> options, Crowd.Visit visit)
      throws IOException {
    List<String> jvm = new ArrayList<>(options);
    if (!cores.ofSystem().isEmpty()) {
      jvm.add(0, "-XX:ActiveProcessorCount=1");
    }
    Running running = startOnAllCores(contender, jvm);
    try {
      warmUp(running, plan.warmUp(), visit);
      cores.moveToSystem(running.child().pid());
      return running;
    } catch (IOException | RuntimeException e) {
      running.close();
      throw e;
    }
  }

  /** A system on all cores. */
  Running startOnAllCores(Contender contender, List<String> jvm) throws IOException {
    return new Running(contender, provider.uri(), cores.all(), jvm);
  }

  /** For keys, metadata and UserInfo. */
  double callsButForTokens() throws IOException {
    return Double.parseDouble(provider.ask(ProviderStub.JWKS))
        + Double.parseDouble(provider.ask(ProviderStub.METADATA))
        + Double.parseDouble(provider.ask(ProviderStub.USERINFO));
  }

  /** Visits before a measurement, in ten portions; a portion with a failure is thrown out. */
  void warmUp(Running running, long visits, Crowd.Visit visit) throws IOException {
    String title = running.contender().title;
    Progress.say("warming up " + title);
    int good = 0;
    int portions = 10;
    for (int i = 1; i <= portions; i++) {
      try {
        Crowd.visits(running, 1, 1, visit); // alone, for what is made at the first login
        Crowd.visits(running, MANY, visits / portions, visit);
        good++;
      } catch (IOException e) {
        thrownOut.add("warm-up of " + title + ", part " + i, e);
      }
    }
    thrownOut.check("the warm-up of " + title, good, portions);
  }

  /** Rounds in which each system has its turn; gives the medians of those that count. */
  Map<Contender, Sample> rounds(
      String what,
      Collection<Running> all,
      int rounds,
      int users,
      double seconds,
      Crowd.Visit visit)
      throws IOException {
    Map<Running, List<Sample>> samples = new LinkedHashMap<>();
    all.forEach(running -> samples.put(running, new ArrayList<>()));
    for (int round = 1; round <= rounds; round++) {
      Progress.say("round " + round + " of " + rounds + ", " + what);
      for (Map.Entry<Running, List<Sample>> turn : samples.entrySet()) {
        String title = turn.getKey().contender().title;
        try {
          Sample sample = turn.getKey().measure(users, seconds, visit);
          turn.getValue().add(sample);
          Progress.say("  " + title + ": " + sample);
        } catch (IOException e) {
          thrownOut.add(what + ", round " + round + " of " + title, e);
        }
      }
    }
    Map<Contender, Sample> medians = new EnumMap<>(Contender.class);
    for (Map.Entry<Running, List<Sample>> each : samples.entrySet()) {
      Contender contender = each.getKey().contender();
      thrownOut.check(what + " of " + contender.title, each.getValue().size(), rounds);
      medians.put(contender, Sample.median(each.getValue()));
    }
    return medians;
  }

  /** The table, and under which conditions it was made. */
  String report() {
    return table.text() + "\n" + Machine.describe(cores) + "\n" + thrownOut;
  }

  @Override
  public void close() {
    provider.close();
  }
}
