package org.grantlet.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.grantlet.Events;
import org.grantlet.Events.Backlog;
import org.grantlet.GrantStatus;
import org.grantlet.Grants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the store has to be asked for: grants by provider and status, and events that wait. One
 * thread asks, with pauses; what reads a gauge reads what it found last. A store that does not
 * answer has no grants' gauges, and those of events are not a number. Thread-safe.
 */
final class StoreGauges {
  /** Of the time, at most a fiftieth is spent on asking: the counts of many grants take long. */
  private static final int SHARE = 50;

  private static final Logger LOG = LoggerFactory.getLogger(StoreGauges.class);
  private static final Backlog UNKNOWN = new Backlog(-1, -1);

  private final MeterRegistry registry;
  private final Tags tags;
  private final Duration period;
  private final MultiGauge counted;
  private final List<Meter> ours = new ArrayList<>();
  private @Nullable ScheduledThreadPoolExecutor timer;
  private volatile Backlog backlog = UNKNOWN;

  StoreGauges(MeterRegistry registry, Tags tags, Duration period) {
    this.registry = registry;
    this.tags = tags;
    this.period = period;
    counted =
        MultiGauge.builder("grantlet.grants")
            .description("Grants, as the store counts them; the same on all nodes")
            .baseUnit("grants")
            .tags(tags)
            .register(registry);
  }

  synchronized void start(Grants grants, Events events) {
    ours.add(
        Gauge.builder("grantlet.events.waiting", () -> number(backlog.waiting()))
            .description("Events that somebody has still to hear; the same on all nodes")
            .tags(tags)
            .register(registry));
    ours.add(
        Gauge.builder("grantlet.events.set.aside", () -> number(backlog.setAside()))
            .description("Events that are not told any more to somebody; the same on all nodes")
            .tags(tags)
            .register(registry));
    ScheduledThreadPoolExecutor asking =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "grantlet-metrics");
              thread.setDaemon(true);
              return thread;
            });
    asking.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    timer = asking;
    asking.execute(() -> askAndGoOn(asking, grants, events));
  }

  private static double number(long count) {
    return count < 0 ? Double.NaN : count;
  }

  private void askAndGoOn(ScheduledThreadPoolExecutor asking, Grants grants, Events events) {
    long start = System.nanoTime();
    try {
      ask(grants, events);
    } finally {
      long pause = Math.max(period.toNanos(), (System.nanoTime() - start) * SHARE);
      if (!asking.isShutdown()) {
        var unused =
            asking.schedule(() -> askAndGoOn(asking, grants, events), pause, TimeUnit.NANOSECONDS);
      }
    }
  }

  private void ask(Grants grants, Events events) {
    List<Row<?>> rows = new ArrayList<>();
    Optional<Backlog> found = Optional.empty();
    try {
      grants.summary().forEach((provider, counts) -> counts.forEach(row(rows, provider)));
      found = events.backlog();
    } catch (RuntimeException e) { // the store is down: its health says so, and gauges say nothing
      LOG.debug("what is in the store could not be counted", e);
    }
    publish(rows, found.orElse(UNKNOWN));
  }

  private static BiConsumer<GrantStatus, Long> row(List<Row<?>> rows, String provider) {
    return (status, count) ->
        rows.add(Row.of(Tags.of("provider", provider, "status", status.wire()), count));
  }

  private synchronized void publish(List<Row<?>> rows, Backlog found) {
    if (timer != null) {
      backlog = found;
      counted.register(rows, true);
    }
  }

  /** Does not interrupt what is being asked: some databases close their files then. */
  synchronized void close() {
    if (timer != null) {
      timer.shutdown();
      timer = null;
    }
    ours.forEach(registry::remove);
    ours.clear();
    counted.register(List.of(), true);
  }
}
