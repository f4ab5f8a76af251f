package org.grantlet.internal.integration;

import java.time.Clock;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.grantlet.Integration;
import org.grantlet.Integrations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The paths of this application that logins may return to: the redirect URIs of all integrations,
 * loaded by one thread at most every two seconds. If loading takes long or fails, the paths that
 * were loaded last are used. Thread-safe.
 */
public final class RedirectPaths {
  private static final Logger LOG = LoggerFactory.getLogger(RedirectPaths.class);
  private static final long AGE_MILLIS = 2_000;

  /** How long the request waits that finds the paths too old; no other one waits. */
  private static final long PATIENCE_MILLIS = 250;

  /** How long requests wait for the first paths. */
  private static final long FIRST_MILLIS = 2_000;

  private record Snapshot(Set<String> paths, long takenAt) {
    boolean has(String path) {
      return paths.contains(path) || paths.contains(plain(path));
    }
  }

  private final Integrations integrations;
  private final AppUrls urls;
  private final Clock clock;
  private volatile @Nullable Snapshot latest;
  private volatile @Nullable Thread loader;

  public RedirectPaths(Integrations integrations, AppUrls urls, Clock clock) {
    this.integrations = integrations;
    this.urls = urls;
    this.clock = clock;
  }

  /**
   * Whether logins may return to this path, or to one that a lenient application takes for the
   * same: with other slashes, dots or letter case. True for all paths until the first ones are
   * loaded.
   */
  public boolean contains(String path) {
    Snapshot snapshot = latest;
    if (snapshot == null || clock.millis() - snapshot.takenAt >= AGE_MILLIS) {
      refresh(snapshot == null);
      snapshot = latest;
    }
    return snapshot == null || snapshot.has(path);
  }

  public void prepare() {
    start(false);
  }

  /** Adds a path to which a browser of this node is being redirected. */
  public void learn(String redirectUri) {
    String path = urls.pathInApp(redirectUri);
    Snapshot snapshot = latest;
    if (path != null && snapshot != null && !snapshot.has(path)) {
      Set<String> paths = new HashSet<>(snapshot.paths);
      paths.add(plain(path));
      latest = new Snapshot(paths, snapshot.takenAt);
    }
  }

  private void refresh(boolean first) {
    Thread awaited = start(first);
    if (awaited != null) {
      try {
        awaited.join(first ? FIRST_MILLIS : PATIENCE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Starts a thread that loads, unless one is running; that one is returned only if asked for. */
  private synchronized @Nullable Thread start(boolean orRunning) {
    Thread running = loader;
    if (running != null) {
      return orRunning ? running : null;
    }
    Thread started = new Thread(this::load, "grantlet-redirect-uris");
    started.setDaemon(true);
    loader = started;
    started.start();
    return started;
  }

  private void load() {
    try {
      Set<String> paths = new HashSet<>();
      for (Integration integration : integrations.list()) {
        for (String uri : integration.redirectUris()) {
          String path = urls.pathInApp(uri);
          if (path != null) {
            paths.add(plain(path));
          }
        }
      }
      latest = new Snapshot(Set.copyOf(paths), clock.millis());
    } catch (RuntimeException e) {
      Snapshot known = latest;
      if (known != null) {
        LOG.warn("the redirect URIs cannot be loaded, the former ones are used: {}", e, e);
        latest = new Snapshot(known.paths, clock.millis());
      }
    } finally {
      loader = null;
    }
  }

  /** In lower case, without empty segments and dots; a regular expression would recurse. */
  private static String plain(String path) {
    StringBuilder plain = new StringBuilder();
    for (String segment : path.toLowerCase(Locale.ROOT).split("/", -1)) {
      if (!segment.isEmpty() && !segment.equals(".")) {
        plain.append('/').append(segment);
      }
    }
    return plain.toString();
  }
}
