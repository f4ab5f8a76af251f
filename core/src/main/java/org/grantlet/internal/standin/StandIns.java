package org.grantlet.internal.standin;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.grantlet.Grants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stand-ins on the class path, none as a rule. Each is on loopback. Thread-safe. */
public final class StandIns {
  /** No stand-ins. */
  public static final StandIns NONE = new StandIns(List.of());

  private static final Logger LOG = LoggerFactory.getLogger(StandIns.class);
  private static final Pattern LOOPBACK = Pattern.compile("http://127\\.0\\.0\\.1:\\d{1,5}");

  private final List<StandIn> all;

  StandIns(List<StandIn> all) {
    this.all = all;
  }

  /** Those that are on the class path. */
  public static StandIns find() {
    List<StandIn> found = new ArrayList<>();
    for (StandIn each : ServiceLoader.load(StandIn.class)) {
      found.add(each);
    }
    return found.isEmpty() ? NONE : new StandIns(List.copyOf(found));
  }

  /** The issuer of what stands in for a provider now; null if nothing does. */
  public @Nullable URI of(String provider) {
    for (StandIn each : all) {
      URI issuer = each.running().get(provider);
      if (issuer != null) {
        return onLoopback(issuer);
      }
    }
    return null;
  }

  private static URI onLoopback(URI issuer) {
    if (!LOOPBACK.matcher(issuer.toString()).matches()) {
      throw new IllegalStateException(
          "What stands in for a provider must be at http://127.0.0.1:PORT, not " + issuer);
    }
    return issuer;
  }

  /** Whether one of them is there now. */
  public boolean isAt(String host, int port) {
    String address = "http://" + host + ":" + port;
    return all.stream()
        .flatMap(each -> each.running().values().stream())
        .anyMatch(issuer -> onLoopback(issuer).toString().equals(address));
  }

  /** Tells them, and the log, that an application has started. */
  public void started(Grants grants, String baseUrl) {
    if (!all.isEmpty()) {
      LOG.warn(
          "grantlet-test is on the class path of {}: a test can put its own provider in the place"
              + " of any other. It belongs into the scope test alone",
          baseUrl);
    }
    for (StandIn each : all) {
      each.started(grants, baseUrl);
    }
  }

  /** Tells them that an application has ended. */
  public void ended(Grants grants) {
    all.forEach(each -> each.ended(grants));
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
