package org.grantlet.internal.concurrent;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.grantlet.internal.text.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that goes on in the background, round after round, on a thread of its own that does not keep
 * the process alive. A round that fails is repeated after a few seconds, and the log says so once,
 * and once that it works again. Thread-safe.
 */
public final class Rounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final String what;
  private final Runnable round;
  private final Duration retry;
  private final ScheduledThreadPoolExecutor thread;

  /** Which work fails. Only the thread of the rounds reads and writes it. */
  private final Set<Runnable> failing = new HashSet<>();

  /**
   * Work.
   *
   * @param what it is, for the log and the thread: {@code refreshing in the background}
   * @param round may throw anything
   */
  public Rounds(String what, Runnable round) {
    this(what, round, RETRY);
  }

  Rounds(String what, Runnable round, Duration retry) {
    this.what = what;
    this.round = round;
    this.retry = retry;
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread made = new Thread(work, "grantlet-" + what.replace(' ', '-'));
              made.setDaemon(true);
              return made;
            });
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Begins; call it once. */
  public void start(Duration first, Duration pause) {
    later(first, () -> run(pause));
  }

  /** Does other work on this thread, once; if it fails, again after a few seconds. */
  public void once(Duration after, Runnable work) {
    later(
        after,
        () -> {
          if (!isDone(work)) {
            once(retry, work);
          }
        });
  }

  private void run(Duration pause) {
    boolean done = isDone(round);
    later(done || pause.compareTo(retry) < 0 ? pause : retry, () -> run(pause));
  }

  private boolean isDone(Runnable work) {
    try {
      work.run();
      if (failing.remove(work)) {
        LOG.info("{} works again", what);
      }
      return true;
    } catch (Throwable e) { // whatever it is, the next round is still to come
      if (failing.add(work)) {
        LOG.warn("{} fails; it is tried again every few seconds: {}", what, Reason.of(e));
      }
      return false;
    }
  }

  private void later(Duration after, Runnable work) {
    try {
      ScheduledFuture<?> unused = thread.schedule(work, after.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("{} has ended", what);
    }
  }

  /** Begins no more rounds; does not wait for the one that is being made. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
