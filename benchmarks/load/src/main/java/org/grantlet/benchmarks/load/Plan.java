package org.grantlet.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How much to do.
 *
 * @param contenders who is compared; the application alone is always there
 * @param warmUp logins before anything is measured; the JIT is far from done at 40,000
 * @param rounds each system once in each
 * @param seconds of one round with 32 users; half of it with one
 * @param starts of fresh JVMs
 * @param pending logins begun and not finished
 * @param cookieless visitors without cookies who begin logins, at most
 * @param jvm options of the systems' JVMs
 */
record Plan(
    List<Contender> contenders,
    long warmUp,
    int rounds,
    double seconds,
    int starts,
    long pending,
    long cookieless,
    List<String> jvm) {
  private static final List<Contender> ALL =
      List.of(Contender.FLOOR, Contender.SPRING, Contender.PAC4J, Contender.GRANTLET);

  private static final Plan FULL =
      new Plan(ALL, 100_000, 5, 8, 5, 20_000, 300_000, List.of("-Xms1g", "-Xmx1g"));

  private static final Plan QUICK = new Plan(ALL, 3_000, 3, 2, 1, 5_000, 0, FULL.jvm);

  static Plan parse(String[] arguments) {
    Plan plan = List.of(arguments).contains("--quick") ? QUICK : FULL;
    List<Contender> contenders = plan.contenders;
    long warmUp = plan.warmUp;
    long cookieless = plan.cookieless;
    List<String> jvm = new ArrayList<>(plan.jvm);
    for (String argument : arguments) {
      if (argument.startsWith("--only=")) {
        contenders =
            List.of(argument.substring(7).split(",", -1)).stream()
                .map(name -> Contender.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
      } else if (argument.startsWith("--warm-up=")) {
        warmUp = Long.parseLong(argument.substring(10));
      } else if (argument.startsWith("--cookieless=")) {
        cookieless = Long.parseLong(argument.substring(13));
      } else if (argument.startsWith("--jvm=")) {
        jvm.add(argument.substring(6));
      } else if (!argument.equals("--quick")) {
        throw new IllegalArgumentException(
            "--quick, --only=floor,spring,pac4j,grantlet, --warm-up=100000, --cookieless=0 and"
                + " --jvm=-XX:… are known, not "
                + argument);
      }
    }
    return new Plan(
        contenders, warmUp, plan.rounds, plan.seconds, plan.starts, plan.pending, cookieless, jvm);
  }
}
