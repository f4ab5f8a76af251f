package org.grantlet.test.internal;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.grantlet.Grant;
import org.grantlet.Grants;
import org.grantlet.internal.standin.StandIn;

/** The fake providers and the applications that run in this process. Thread-safe. */
public final class InThisProcess implements StandIn {
  private static final Map<String, URI> PROVIDERS = new ConcurrentHashMap<>();
  private static final List<Application> APPLICATIONS = new CopyOnWriteArrayList<>();

  /**
   * An application with Grantlet in it.
   *
   * @param baseUrl {@code grantlet.base-url}
   */
  public record Application(Grants grants, String baseUrl) {}

  /** For ServiceLoader. */
  public InThisProcess() {}

  /**
   * Puts a fake into the place of a provider.
   *
   * @throws IllegalStateException if there is one already
   */
  public static void put(String provider, URI issuer) {
    URI other = PROVIDERS.putIfAbsent(provider, issuer);
    if (other != null) {
      throw new IllegalStateException(
          "Another FakeProvider is in the place of "
              + provider
              + " ("
              + other
              + "): there can be one at a time in a JVM. Close that one first; test classes that"
              + " use the same provider must not run at the same time");
    }
  }

  /** Takes a fake away. */
  public static void remove(String provider) {
    PROVIDERS.remove(provider);
  }

  /**
   * The application that started last.
   *
   * @throws IllegalStateException if none runs
   */
  public static Application application() {
    List<Application> running = new ArrayList<>(APPLICATIONS);
    if (running.isEmpty()) {
      throw new IllegalStateException(
          "No application with a HostedAuthFilter runs in this JVM: start it before, and close it"
              + " after");
    }
    return running.get(running.size() - 1);
  }

  /** A grant, in whichever application it is. */
  public static Optional<Grant> grant(String id) {
    return APPLICATIONS.stream().flatMap(each -> each.grants().find(id).stream()).findFirst();
  }

  @Override
  public Map<String, URI> running() {
    return Map.copyOf(PROVIDERS);
  }

  @Override
  public void started(Grants grants, String baseUrl) {
    APPLICATIONS.add(new Application(grants, baseUrl));
  }

  @Override
  public void ended(Grants grants) {
    APPLICATIONS.removeIf(each -> each.grants() == grants);
  }

  @Override
  public String toString() {
    return "grantlet-test";
  }
}
