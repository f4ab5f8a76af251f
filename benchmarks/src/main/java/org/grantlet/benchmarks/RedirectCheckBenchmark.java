package org.grantlet.benchmarks;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.grantlet.Grantlet;
import org.grantlet.HostedAuthRequest;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.engine.Engine;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.internal.login.LoginResult;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A return to the application that was issued to this browser; each is a reload of the first. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RedirectCheckBenchmark {
  private final FakeProvider provider = new FakeProvider();
  private final Grantlet engine = provider.engine(Clock.systemUTC());
  private final AuthorizationRedirect ended;

  /** For JMH. Ends a login early, as its provider cannot be reached. */
  public RedirectCheckBenchmark() {
    engine
        .integrations()
        .create(
            "gone",
            IntegrationSpec.builder()
                .clientId("client")
                .clientSecret("secret")
                .setting("issuer", "http://127.0.0.1:1")
                .redirectUris("https://app.example.com/connected")
                .build());
    HostedAuthRequest request = LoginUrlBenchmark.request("gone");
    ended = LoginUrlBenchmark.redeem(Engine.of(engine).flow(), request);
  }

  /** Ends the engine. */
  @TearDown
  public void close() {
    engine.close();
    provider.close();
  }

  /** Looks it up, opens it and compares every parameter. */
  @Benchmark
  public Optional<LoginResult> reload() {
    return Engine.of(engine)
        .flow()
        .issuedRedirects()
        .take(
            "/connected",
            URLUtils.parseParameters(URI.create(ended.location()).getRawQuery()),
            List.of(ended.browserSecret()));
  }
}
