package org.grantlet.internal.observe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.grantlet.ErrorCode;
import org.grantlet.Events;
import org.grantlet.GrantletObserver;
import org.grantlet.GrantletObserver.Kind;
import org.grantlet.GrantletObserver.Observation;
import org.grantlet.Grants;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The observers that the builder was given. Without one, a call costs a comparison, and makes
 * nothing. What an observer throws reaches neither the caller nor the other observers. Thread-safe.
 */
public final class Observers {
  /** Nobody observes. */
  public static final Observers NONE = new Observers(List.of());

  private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

  private record Observer(GrantletObserver observer, AtomicLong failures) {}

  private final List<Observer> all;
  private final boolean none;

  public Observers(List<GrantletObserver> observers) {
    all = observers.stream().map(each -> new Observer(each, new AtomicLong())).toList();
    none = all.isEmpty();
  }

  /** Whether nobody observes. */
  public boolean isEmpty() {
    return none;
  }

  /** When something begins; for the calls here alone. */
  public long now() {
    return none ? 0 : System.nanoTime();
  }

  public void loginBegun(@Nullable String provider) {
    tell(Kind.LOGIN_BEGUN, provider, null, null, 0, Duration.ZERO);
  }

  /** A login that finds no room. */
  public void loginRefused(@Nullable String provider) {
    tell(Kind.LOGIN_REFUSED, provider, null, ErrorCode.RATE_LIMITED, 0, Duration.ZERO);
  }

  /** The error is null for a login that worked. */
  public void loginEnded(@Nullable String provider, @Nullable ErrorCode error, Duration took) {
    tell(Kind.LOGIN_ENDED, provider, null, error, 0, took);
  }

  /** The status is 0 without an answer. */
  public void providerCalled(String provider, String endpoint, int status, long since) {
    if (!none) {
      tell(Kind.PROVIDER_CALL, provider, endpoint, null, status, since(since));
    }
  }

  /** The error is null for a refresh that worked. */
  public void refreshed(String provider, @Nullable ErrorCode error, long since) {
    if (!none) {
      tell(Kind.REFRESH, provider, null, error, 0, since(since));
    }
  }

  public void refreshShared() {
    tell(Kind.REFRESH_SHARED, null, null, null, 0, Duration.ZERO);
  }

  /** The status is 0 without an answer. */
  public void webhookCalled(int status, Duration took) {
    tell(Kind.WEBHOOK_ATTEMPT, null, null, null, status, took);
  }

  /** The error is null if the request did not fail. */
  public void answered(String endpoint, @Nullable ErrorCode error, int status, long since) {
    if (!none) {
      tell(Kind.REQUEST, null, endpoint, error, status, since(since));
    }
  }

  /** The engine works now. */
  public void started(Grants grants, Events events) {
    all.forEach(each -> call(each, observer -> observer.started(grants, events)));
  }

  /** The engine is about to close. */
  public void ending() {
    all.forEach(each -> call(each, GrantletObserver::ending));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void tell(
      Kind kind,
      @Nullable String provider,
      @Nullable String endpoint,
      @Nullable ErrorCode error,
      int status,
      Duration took) {
    if (none) {
      return;
    }
    Observation what = new Observation(kind, provider, endpoint, error, status, took);
    for (Observer each : all) {
      call(each, observer -> observer.observe(what));
    }
  }

  private static void call(Observer each, Consumer<GrantletObserver> call) {
    try {
      call.accept(each.observer);
    } catch (Throwable e) { // errors too: somebody waits for what was observed
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      long count = each.failures.incrementAndGet();
      if (Long.bitCount(count) == 1) { // an observer that always fails must not flood the log
        String name = each.observer.getClass().getName();
        LOG.warn(
            "the observer {} failed, {} times since the start", name, count, Reason.loggable(e));
      }
    }
  }
}
