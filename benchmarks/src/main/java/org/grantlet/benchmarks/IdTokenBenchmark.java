package org.grantlet.benchmarks;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.grantlet.Grantlet;
import org.grantlet.Integration;
import org.grantlet.Secret;
import org.grantlet.internal.engine.Engine;
import org.grantlet.internal.protocol.Identity;
import org.grantlet.internal.protocol.ResolvedProvider;
import org.grantlet.internal.protocol.TokenResponse;
import org.grantlet.provider.ClientCredentials;
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

/** Finds out who logged in, from an ID token signed with RS256; the keys are there. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class IdTokenBenchmark {
  private final FakeProvider fake = new FakeProvider();
  private final Grantlet engine = fake.engine(Clock.systemUTC());
  private final Integration integration = engine.integrations().get("acme");
  private final ResolvedProvider provider =
      Engine.of(engine).providers().resolver().resolve(integration, Map.of());
  private final ClientCredentials client =
      new ClientCredentials("client", Secret.of("secret-of-the-client"), Map.of());
  private final TokenResponse reply =
      new TokenResponse(
          Secret.of("at"),
          "Bearer",
          null,
          null,
          null,
          Secret.of(fake.idToken()),
          Map.of(),
          Map.of());

  /** For JMH. */
  public IdTokenBenchmark() {}

  /** Ends the engine. */
  @TearDown
  public void close() {
    engine.close();
    fake.close();
  }

  /** All checks. */
  @Benchmark
  public Identity identity() {
    return Engine.of(engine)
        .providers()
        .identities()
        .of(provider, client, reply, true, FakeProvider.NONCE, null);
  }
}
