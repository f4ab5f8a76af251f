package org.grantlet.flow;

import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.grantlet.grants.Integrations;
import org.jspecify.annotations.Nullable;

/**
 * The paths of this application that flows may return to, as all integrations have them. Asked on
 * requests that could be such a return, so they are looked up at most every two seconds: another
 * node's change is known here well within five. Thread-safe.
 */
public final class RedirectPaths {
  private static final long AGE_MILLIS = 2_000;

  private record Snapshot(Set<String> paths, long takenAt) {}

  private final Integrations integrations;
  private final AppUrls urls;
  private final Clock clock;
  private volatile @Nullable Snapshot latest;

  RedirectPaths(Integrations integrations, AppUrls urls, Clock clock) {
    this.integrations = integrations;
    this.urls = urls;
    this.clock = clock;
  }

  /**
   * Whether flows may return to this path of the application, or to one that a lenient application
   * could take for it: with more slashes, dots between them, or in other letters.
   */
  public boolean contains(String path) {
    Snapshot snapshot = latest;
    if (snapshot == null || clock.millis() - snapshot.takenAt >= AGE_MILLIS) {
      snapshot = load();
      latest = snapshot;
    }
    return snapshot.paths.contains(plain(path));
  }

  private Snapshot load() {
    Set<String> paths =
        integrations.list().stream()
            .flatMap(integration -> integration.redirectUris().stream())
            .map(urls::pathInApp)
            .filter(Objects::nonNull)
            .map(RedirectPaths::plain)
            .collect(Collectors.toUnmodifiableSet());
    return new Snapshot(paths, clock.millis());
  }

  private static String plain(@Nullable String path) {
    String lower =
        String.valueOf(path).toLowerCase(Locale.ROOT).replaceAll("/(\\.?/)*(\\.$)?", "/");
    int end = lower.length();
    while (end > 0 && lower.charAt(end - 1) == '/') {
      end--;
    }
    return lower.substring(0, end);
  }
}
