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
 * @param strangers visitors without cookies who begin logins, at most
 * @param jvm options of the systems' JVMs
 */
record Plan(
    List<Contender> contenders,
    long warmUp,
    int rounds,
    double seconds,
    int starts,
    long pending,
    long strangers,
    List<String> jvm) {
  private static final List<Contender> ALL =
      List.of(Contender.FLOOR, Contender.SPRING, Contender.PAC4J, Contender.GRANTLET);

  static Plan parse(String[] arguments) {
    Plan plan = new Plan(ALL, 100_000, 5, 8, 5, 20_000, 300_000, List.of("-Xms1g", "-Xmx1g"));
    for (String argument : arguments) {
      if (argument.equals("--quick")) {
        plan = new Plan(plan.contenders, 3_000, 3, 2, 1, 5_000, 0, plan.jvm);
      } else if (argument.startsWith("--only=")) {
        List<Contender> named =
            List.of(argument.substring(7).split(",", -1)).stream()
                .map(name -> Contender.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
        plan = plan.with(named, plan.warmUp, plan.strangers, plan.jvm);
      } else if (argument.startsWith("--warm-up=")) {
        long logins = Long.parseLong(argument.substring(10));
        plan = plan.with(plan.contenders, logins, plan.strangers, plan.jvm);
      } else if (argument.startsWith("--strangers=")) {
        long most = Long.parseLong(argument.substring(12));
        plan = plan.with(plan.contenders, plan.warmUp, most, plan.jvm);
      } else if (argument.startsWith("--jvm=")) {
        List<String> more = new ArrayList<>(plan.jvm);
        more.add(argument.substring(6));
        plan = plan.with(plan.contenders, plan.warmUp, plan.strangers, more);
      } else {
        throw new IllegalArgumentException(
            "--quick, --only=floor,spring,pac4j,grantlet, --warm-up=100000, --strangers=0 and --jvm=-XX:… are known, not "
                + argument);
      }
    }
    return plan;
  }

  private Plan with(List<Contender> named, long logins, long most, List<String> options) {
    return new Plan(named, logins, rounds, seconds, starts, pending, most, options);
  }
}
