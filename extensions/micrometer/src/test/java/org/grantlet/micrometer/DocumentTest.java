package org.grantlet.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletObserver;
import org.grantlet.GrantletObserver.Kind;
import org.grantlet.GrantletObserver.Observation;
import org.grantlet.docs.Snippets;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.test.FakeProvider;
import org.grantlet.testing.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code docs/metrics.md} has every meter with its type and tags, and no other. */
class DocumentTest {
  private static final Path PAGE = Snippets.root().resolve("docs/metrics.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(grantlet\\.[a-z.]+)` \\| (\\w+) \\|([^|]*)\\| ");
  private static final Pattern SERIES = Pattern.compile("grantlet_[a-z_]+");

  @RegisterExtension static final FakeProvider GOOGLE = FakeProvider.as("google");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private Set<String> registered;
  private String scraped;

  /** All that there can be: observations are made here, and what the store has by an engine. */
  private void fill() throws Exception {
    GrantletMetrics metrics = new GrantletMetrics(registry);
    for (Kind kind : Kind.values()) {
      metrics.observe(new Observation(kind, "google", "token", null, 200, Duration.ofSeconds(1)));
      metrics.observe(
          new Observation(kind, null, null, ErrorCode.UNAVAILABLE, 0, Duration.ofSeconds(1)));
    }
    try (App app = new App(filter -> filter.observer(metrics))) {
      GOOGLE.browser().get(app.url + "/connect-google");
      Patience.await("the store to be asked")
          .until(() -> !registry.find("grantlet.events.waiting").gauges().isEmpty());
      registered = registered(registry);
      scraped = registry.scrape();
    }
  }

  private static Set<String> series(String text) {
    return SERIES
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> registered(MeterRegistry registry) {
    return registry.getMeters().stream()
        .map(Meter::getId)
        .map(
            id ->
                "%s %s %s"
                    .formatted(
                        id.getName(),
                        id.getType().name().toLowerCase(Locale.ROOT),
                        id.getTags().stream().map(Tag::getKey).toList()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void table_hasEveryMeter_andNoOther() throws Exception {
    fill();
    registered.add("grantlet.grants gauge [provider, status]"); // MetricsTest sees that it is
    Set<String> rows =
        ROW.matcher(Snippets.read(PAGE))
            .results()
            .map(
                row ->
                    "%s %s %s"
                        .formatted(
                            row.group(1),
                            row.group(2),
                            Arrays.stream(row.group(3).split("[ ,`]+", -1))
                                .filter(tag -> !tag.isEmpty())
                                .sorted()
                                .toList()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(rows).isEqualTo(registered);
  }

  @Test
  void alerts_nameSeriesThatThereAre() throws Exception {
    fill();
    Set<String> known = series(scraped);
    known.add("grantlet_grants"); // MetricsTest sees that it is there
    Set<String> used = series(Snippets.read(PAGE));
    assertThat(used).isNotEmpty();
    assertThat(known).containsAll(used);
  }

  @Test
  void everyLine_compiles() {
    MeterRegistry registry = new SimpleMeterRegistry();
    // snippet: metrics-filter
    HostedAuthFilter filter =
        HostedAuthFilter.builder()
            .baseUrl("https://app.example.com")
            .observer(new GrantletMetrics(registry))
            .build();
    // end of snippet
    assertThat(filter).isNotNull();
    // snippet: metrics-observer
    GrantletObserver slowProviders =
        what -> {
          if (what.kind() == GrantletObserver.Kind.PROVIDER_CALL && what.took().toSeconds() >= 5) {
            System.err.println(what.provider() + " took " + what.took() + " at " + what.endpoint());
          }
        };
    // end of snippet
    slowProviders.observe(
        new Observation(Kind.LOGIN_BEGUN, "google", null, null, 0, Duration.ZERO));
  }
}
