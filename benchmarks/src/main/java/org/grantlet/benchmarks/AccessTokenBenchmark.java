package org.grantlet.benchmarks;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.grantlet.AccessToken;
import org.grantlet.GrantSpec;
import org.grantlet.Grantlet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An access token that is fresh; goals: at most 200 ns, and as many a second from 16 threads as
 * from as many threads as there are processors.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AccessTokenBenchmark {
  private final FakeProvider provider = new FakeProvider();
  private final Grantlet engine = provider.engine(Clock.systemUTC());
  private String id = "";

  /** For JMH. */
  public AccessTokenBenchmark() {}

  /** Makes the grant. */
  @Setup
  public void make() {
    id =
        engine
            .grants()
            .create(
                "acme",
                new GrantSpec(
                    Map.of("refresh_token", provider.refreshToken()), null, null, null, null))
            .id();
  }

  /** Ends the engine. */
  @TearDown
  public void close() {
    engine.close();
    provider.close();
  }

  /** One thread. */
  @Benchmark
  public AccessToken cached() {
    return engine.grants().accessToken(id);
  }

  /** Sixteen. */
  @Benchmark
  @Threads(16)
  @BenchmarkMode(Mode.Throughput)
  public AccessToken cachedForSixteen() {
    return engine.grants().accessToken(id);
  }

  /** As many as there are processors. */
  @Benchmark
  @Threads(Threads.MAX)
  @BenchmarkMode(Mode.Throughput)
  public AccessToken cachedForAsManyAsProcessors() {
    return engine.grants().accessToken(id);
  }
}
