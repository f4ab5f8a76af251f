package org.grantlet.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Objects;
import org.grantlet.ErrorCode;
import org.grantlet.Events;
import org.grantlet.GrantletObserver;
import org.grantlet.Grants;
import org.jspecify.annotations.Nullable;

/**
 * Makes meters of what happens, all with names that begin with {@code grantlet.}; {@code
 * docs/metrics.md} lists them. Give it to one builder:
 *
 * <pre>{@code
 * HostedAuthFilter.builder().observer(new GrantletMetrics(registry))
 * }</pre>
 *
 * <p>Two instances of Grantlet with one registry need one of these each, with tags that tell them
 * apart. Grants and events that wait are counted by the store, on a thread of its own, once a
 * minute; reading a meter never waits. Thread-safe.
 */
public final class GrantletMetrics implements GrantletObserver {
  /** How often the store is asked, unless that takes long. */
  static final Duration PERIOD = Duration.ofMinutes(1);

  /** The value of a tag where there is nothing to name. */
  private static final String NONE = "none";

  private static final String SUCCESS = "success";
  private static final int TOO_MANY_REQUESTS = 429;

  private final StoreGauges gauges;
  private final MeterProvider<Counter> loginsBegun;
  private final MeterProvider<Counter> loginsRefused;
  private final MeterProvider<Timer> logins;
  private final MeterProvider<Timer> providerCalls;
  private final MeterProvider<Timer> refreshes;
  private final Counter refreshesShared;
  private final MeterProvider<Timer> webhookAttempts;
  private final MeterProvider<Timer> requests;

  /**
   * Metrics in a registry, such as {@code io.micrometer.core.instrument.Metrics.globalRegistry}.
   */
  public GrantletMetrics(MeterRegistry registry) {
    this(registry, Tags.empty());
  }

  /**
   * The same, with more tags.
   *
   * @param tags for all meters; with values that are few
   */
  public GrantletMetrics(MeterRegistry registry, Iterable<Tag> tags) {
    this(registry, tags, PERIOD);
  }

  GrantletMetrics(MeterRegistry registry, Iterable<Tag> tags, Duration period) {
    Objects.requireNonNull(registry, "registry");
    Tags all = Tags.of(Objects.requireNonNull(tags, "tags"));
    gauges = new StoreGauges(registry, all, period);
    loginsBegun =
        Counter.builder("grantlet.logins.begun")
            .description("Browsers sent to a provider")
            .tags(all)
            .withRegistry(registry);
    loginsRefused =
        Counter.builder("grantlet.logins.refused")
            .description("Logins that could not begin, because too many wait to be finished")
            .tags(all)
            .withRegistry(registry);
    logins =
        timer(registry, all, "grantlet.logins", "Logins, from the redirect to the provider on");
    providerCalls =
        timer(registry, all, "grantlet.provider.calls", "Calls to providers, and to their APIs");
    refreshes =
        timer(registry, all, "grantlet.refreshes", "Refreshes of grants, new tokens stored");
    refreshesShared =
        Counter.builder("grantlet.refreshes.shared")
            .description("Callers that waited for a refresh of another one")
            .tags(all)
            .register(registry);
    webhookAttempts =
        timer(registry, all, "grantlet.webhook.attempts", "Attempts to deliver an event");
    requests = timer(registry, all, "grantlet.requests", "Requests that the filter answered");
  }

  private static MeterProvider<Timer> timer(
      MeterRegistry registry, Tags tags, String name, String description) {
    return Timer.builder(name).description(description).tags(tags).withRegistry(registry);
  }

  @Override
  public void observe(Observation what) {
    Tags provider = Tags.of("provider", orNone(what.provider()));
    switch (what.kind()) {
      case LOGIN_BEGUN -> loginsBegun.withTags(provider).increment();
      case LOGIN_REFUSED -> loginsRefused.withTags(provider).increment();
      case LOGIN_ENDED ->
          logins.withTags(provider.and("outcome", outcome(what.error()))).record(what.took());
      case PROVIDER_CALL ->
          providerCalls
              .withTags(
                  provider.and(
                      "endpoint", orNone(what.endpoint()), "outcome", answer(what.status())))
              .record(what.took());
      case REFRESH ->
          refreshes.withTags(provider.and("outcome", outcome(what.error()))).record(what.took());
      case REFRESH_SHARED -> refreshesShared.increment();
      case WEBHOOK_ATTEMPT ->
          webhookAttempts.withTags(Tags.of("outcome", answer(what.status()))).record(what.took());
      case REQUEST ->
          requests
              .withTags(
                  Tags.of(
                      "endpoint", orNone(what.endpoint()),
                      "outcome", outcome(what.error()),
                      "status", String.valueOf(what.status())))
              .record(what.took());
      default -> {} // of a newer Grantlet
    }
  }

  private static String orNone(@Nullable String value) {
    return value == null ? NONE : value;
  }

  private static String outcome(@Nullable ErrorCode error) {
    return error == null ? SUCCESS : error.wire();
  }

  /** A class of status codes: a provider may answer any number. */
  private static String answer(int status) {
    if (status == 0) {
      return "no_answer";
    }
    if (status == TOO_MANY_REQUESTS) {
      return "429";
    }
    int first = status / 100;
    return first >= 1 && first <= 5 ? first + "xx" : "other";
  }

  /** Begins to ask the store. */
  @Override
  public void started(Grants grants, Events events) {
    gauges.start(grants, events);
  }

  /** Removes what the store was asked for. */
  @Override
  public void ending() {
    gauges.close();
  }
}
