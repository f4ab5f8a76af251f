package org.grantlet.servlet.internal.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.grantlet.internal.text.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Counts failures of each address within the last minute. IPv6 addresses with the same first 64
 * bits count as one, since one client can have all of them. Bounded to ten thousand addresses.
 * Thread-safe.
 */
final class FailureCounter {
  static final int LIMIT = 30;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int ADDRESSES = 10_000;

  private final Clock clock;

  /** The times of the last failures of an address, oldest first, at most {@link #LIMIT}. */
  private final Cache<String, long[]> failures;

  FailureCounter(Clock clock) {
    this.clock = clock;
    failures =
        Caffeine.newBuilder()
            .maximumSize(ADDRESSES)
            .expireAfterWrite(WINDOW)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
  }

  /**
   * Counts a failure, unless the address has had all it may have.
   *
   * @return seconds until it may fail again; 0 if this one was counted
   */
  long add(String address) {
    long now = clock.millis();
    long[] wait = {0};
    failures
        .asMap()
        .compute(
            network(address),
            (key, times) -> {
              long since = now - WINDOW.toMillis();
              long[] recent = recent(times, since);
              if (recent.length == LIMIT) {
                wait[0] = Math.max(1, (recent[0] - since + 999) / 1000);
                return recent;
              }
              long[] more = Arrays.copyOf(recent, recent.length + 1);
              more[recent.length] = now;
              return more;
            });
    return wait[0];
  }

  private static String network(String address) {
    byte[] bytes = IpAddress.parse(address).map(IpAddress::bytes).orElse(new byte[0]);
    return bytes.length <= Integer.BYTES
        ? IpAddress.canonical(address)
        : HexFormat.of().formatHex(bytes, 0, Long.BYTES);
  }

  private static long[] recent(long @Nullable [] times, long since) {
    if (times == null) {
      return new long[0];
    }
    int first = 0;
    while (first < times.length && times[first] <= since) {
      first++;
    }
    return Arrays.copyOfRange(times, first, times.length);
  }
}
