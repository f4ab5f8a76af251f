package org.grantlet.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.grantlet.Grantlet;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.internal.engine.Engine;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.internal.login.HostedAuthFlow;
import org.grantlet.internal.login.OpenedLogin.Visitor;
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

/** A login URL with the Caffeine store; no provider is asked. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LoginUrlBenchmark {
  private final FakeProvider provider = new FakeProvider();
  private final Grantlet engine = provider.engine(new FastClock());
  private final HostedAuthRequest request = request("acme");
  private final String unknown = RandomIds.next();

  /** For JMH. */
  public LoginUrlBenchmark() {}

  static HostedAuthRequest request(String provider) {
    return HostedAuthRequest.builder(provider)
        .redirectUri("https://app.example.com/connected")
        .build();
  }

  /** Ends the engine. */
  @TearDown
  public void close() {
    engine.close();
    provider.close();
  }

  static AuthorizationRedirect redeem(HostedAuthFlow flow, HostedAuthRequest request) {
    return flow.loginUrls()
        .find(flow.loginUrls().create(request).id(), Map.of())
        .orElseThrow()
        .redeem(new Visitor(List.of(), null, null), null)
        .orElseThrow();
  }

  /** Creates a login URL and redeems it for an authorization request. */
  @Benchmark
  public AuthorizationRedirect makeAndSpend() {
    return redeem(Engine.of(engine).flow(), request);
  }

  /** A guess. */
  @Benchmark
  public boolean unknown() {
    return Engine.of(engine).flow().loginUrls().find(unknown, Map.of()).isPresent();
  }
}
