package org.grantlet.benchmarks.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How much to do.
 *
 * @param part what to do: the table, or one of the runs by themselves
 * @param contenders who is compared; the application alone is always there
 * @param users how many log in at once, one number after the other
 * @param warmUp logins before anything is measured, with all cores
 * @param rounds each system once in each
 * @param seconds of one round
 * @param starts of fresh JVMs
 * @param pending logins begun and not finished
 * @param visitors without cookies who begin logins
 * @param minutes of the long run
 * @param rate logins a second in the long run
 * @param flood visitors a second who begin logins during the long run, and never return
 * @param pinned whether the system gets a core of its own, if there are two
 * @param jvm options of the systems' JVMs
 */
record Plan(
    Part part,
    List<Contender> contenders,
    List<Integer> users,
    long warmUp,
    int rounds,
    double seconds,
    int starts,
    long pending,
    long visitors,
    double minutes,
    double rate,
    double flood,
    boolean pinned,
    List<String> jvm) {
  /** What a run does. */
  enum Part {
    TABLE,
    LOGINS,
    PENDING,
    PAGES,
    STARTS,
    VISITORS,
    LONG,
    STORM
  }

  private static final String KNOWN =
      """
      known are --quick, --part=table|logins|pending|pages|starts|visitors|long|storm, \
      --only=floor,apache,spring,spring_jdk,pac4j,grantlet (or all), --users=1,8,32, --warm-up=200000, \
      --rounds=5, --seconds=8, --starts=5, --pending=60000, --visitors=300000, --minutes=10, \
      --rate=1500, --flood=300, --pinned=false and --jvm=-XX:…; not %s\
      """;

  static Plan parse(String[] arguments) {
    boolean quick = List.of(arguments).contains("--quick");
    Options options = new Options(List.of(arguments), KNOWN);
    List<String> jvm = new ArrayList<>(List.of("-Xms1g", "-Xmx1g"));
    jvm.addAll(options.all("jvm"));
    Part part = Part.valueOf(options.text("part", "table").toUpperCase(Locale.ROOT));
    String only =
        options.text("only", part == Part.LONG ? "grantlet" : "floor,apache,spring,pac4j,grantlet");
    Plan plan =
        new Plan(
            part,
            contenders(only),
            options.list("users", "1,8,32").stream().map(Integer::valueOf).toList(),
            (long) options.number("warm-up", quick ? 2_000 : 200_000),
            (int) options.number("rounds", quick ? 3 : 5),
            options.number("seconds", quick ? 1 : 8),
            (int) options.number("starts", quick ? 1 : 5),
            (long) options.number("pending", quick ? 3_000 : 60_000),
            (long) options.number("visitors", quick ? 3_000 : 300_000),
            options.number("minutes", quick ? 0.2 : 10),
            options.number("rate", quick ? 200 : 1_500),
            options.number("flood", quick ? 50 : 300),
            !options.text("pinned", "true").equals("false"),
            List.copyOf(jvm));
    options.checkUsed();
    return plan;
  }

  private static List<Contender> contenders(String names) {
    String listed = names.equals("all") ? "floor,apache,spring,spring_jdk,pac4j,grantlet" : names;
    return Arrays.stream(listed.split(",", -1))
        .map(name -> Contender.valueOf(name.toUpperCase(Locale.ROOT)))
        .toList();
  }
}
