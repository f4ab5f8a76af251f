package org.grantlet.internal.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.grantlet.internal.text.Reason;
import org.grantlet.store.Outbox;
import org.grantlet.store.Outbox.Delivery;
import org.grantlet.store.Outbox.Result;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is due in the outbox: what no node could tell at once, and what is told again. One
 * thread asks the store and writes results, in batches; others call the recipients. Thread-safe.
 */
final class EventDispatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);

  /** How often to look for what other nodes have left, and for what is due again. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Duration RENEW = Duration.ofSeconds(10);

  /** How long a node that ends waits for the recipients that it is calling. */
  private static final Duration END = Duration.ofSeconds(5);

  /** Calls at once, to all recipients. */
  private static final int CALLS = 128;

  /** Results that are written together. */
  private static final int RESULTS = 500;

  /** A call that has ended; without a result if its claim was lost or its recipient is gone. */
  private record Ended(Delivery delivery, @Nullable Result result, boolean counted) {}

  private final Outbox outbox;
  private final Attempts attempts;
  private final Function<String, Optional<? extends Recipient>> recipients;
  private final Map<String, Pace> paces = new LinkedHashMap<>();
  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
  private final Semaphore signals = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "grantlet-events");
  private final ThreadPoolExecutor calls =
      new ThreadPoolExecutor(
          0,
          2 * CALLS, // some have counted as ended, and are not back yet
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> {
            Thread made = new Thread(work, "grantlet-event");
            made.setDaemon(true);
            return made;
          });
  private int running;
  private long looked;
  private long renewed;
  private boolean failing;
  private volatile boolean look = true;
  private volatile boolean closed;

  /**
   * A dispatcher.
   *
   * @param recipients finds a recipient by its name, on each look: empty if this node does not know
   *     it
   */
  EventDispatcher(
      Outbox outbox,
      Attempts attempts,
      Function<String, Optional<? extends Recipient>> recipients) {
    this.outbox = outbox;
    this.attempts = attempts;
    this.recipients = recipients;
  }

  /** Starts; call it once. */
  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Something may be due. */
  void wake() {
    look = true;
    signals.release();
  }

  /** Writes the result of an attempt that was made elsewhere. */
  void finishLater(Result result) {
    ended.add(new Ended(result.delivery(), result, false));
    signals.release();
  }

  private void run() {
    while (!closed) {
      try {
        boolean did = step();
        if (failing) {
          failing = false;
          LOG.info("events are told again");
        }
        if (!did) {
          signals.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
          signals.drainPermits();
        }
      } catch (InterruptedException e) {
        LOG.warn("the thread that tells events was interrupted, and goes on");
      } catch (Throwable e) { // whatever it is, the next events are still to be told
        if (!failing) {
          failing = true;
          LOG.warn("events could not be told; this is tried again: {}", Reason.of(e));
        }
        signals.drainPermits();
        LockSupport.parkNanos(LOOK.toNanos());
      }
    }
  }

  /** Does what is to be done now; false if that was nothing. */
  private boolean step() {
    long now = System.nanoTime();
    if (now - renewed >= RENEW.toNanos()) {
      attempts.renew();
      renewed = now;
    }
    boolean wrote = writeResults();
    boolean lookAgain = now - looked >= LOOK.toNanos();
    if (look || lookAgain) {
      look = false;
      if (lookAgain) {
        looked = now;
        paces.values().removeIf(pace -> !pace.isStill(recipients));
      }
      outbox.due(attempts.now()).forEach(this::mayHaveMore);
    }
    boolean told = false;
    for (Pace pace : new ArrayList<>(paces.values())) {
      told |= tellMore(pace);
    }
    return wrote || told;
  }

  private void mayHaveMore(String name) {
    Pace pace = paces.get(name);
    if (pace == null) {
      recipients.apply(name).ifPresent(found -> paces.put(name, new Pace(found)));
    } else {
      pace.mayHaveMore(true);
    }
  }

  private boolean tellMore(Pace pace) {
    int room = pace.room(CALLS - running);
    if (room <= 0 || !pace.mayHaveMore()) {
      return false;
    }
    String name = pace.recipient().name();
    List<Delivery> claimed = outbox.claim(name, attempts.claim(), room);
    pace.mayHaveMore(claimed.size() == room);
    List<Delivery> held = claimed.stream().filter(attempts::hold).toList();
    held.forEach(
        delivery -> {
          pace.began();
          running++;
        });
    // One of these may have ended a node: alone, so that it takes no other one with it.
    List<Delivery> suspects = held.stream().filter(delivery -> delivery.lost() > 0).toList();
    Stream<List<Delivery>> others =
        held.stream().filter(delivery -> delivery.lost() == 0).map(List::of);
    Stream.concat(others, Stream.of(suspects))
        .forEach(batch -> calls.execute(() -> tell(pace.recipient(), batch)));
    return !claimed.isEmpty();
  }

  private void tell(Recipient recipient, List<Delivery> oneAfterTheOther) {
    for (Delivery delivery : oneAfterTheOther) {
      Result result =
          attempts.make(recipient, delivery, () -> EventJson.read(delivery.event())).orElse(null);
      ended.add(new Ended(delivery, result, true));
      signals.release();
    }
  }

  /** Writes the results of calls that have ended; false if there are none. */
  private boolean writeResults() {
    List<Ended> batch = new ArrayList<>();
    for (Ended one = ended.poll(); one != null; one = ended.poll()) {
      batch.add(one);
      if (batch.size() == RESULTS) {
        break;
      }
    }
    List<Result> written =
        batch.stream().map(Ended::result).filter(result -> result != null).toList();
    try {
      if (!written.isEmpty()) {
        outbox.finish(written, attempts.holder(), attempts.now());
      }
    } catch (RuntimeException e) {
      ended.addAll(batch);
      throw e;
    }
    batch.forEach(this::release);
    return !batch.isEmpty();
  }

  private void release(Ended one) {
    attempts.release(one.delivery());
    Pace pace = paces.get(one.delivery().recipient());
    if (one.counted()) {
      running--;
      if (pace != null) {
        pace.ended(one.result() != null && one.result().state() == Outbox.State.HEARD);
      }
    }
  }

  /** Tells nothing more, and waits a few seconds for what is being told. */
  @Override
  public void close() {
    closed = true;
    signals.release();
    try {
      thread.join(END.toMillis());
      calls.shutdown();
      if (!calls.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("some events were still being told at the end; they are told again");
      }
      if (!thread.isAlive()) {
        writeResults();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("results of events could not be written; those are told again: {}", Reason.of(e));
    }
  }
}
