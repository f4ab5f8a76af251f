package org.grantlet.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantStatus;
import org.grantlet.internal.memory.MemoryGrantStore;
import org.grantlet.store.StoredGrant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A page of grants from the memory store; goal: the same over 100 and over 100,000, within 2. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GrantListBenchmark {
  private final MemoryGrantStore store = new MemoryGrantStore();
  private final GrantQuery newest = GrantQuery.builder().build();
  private final GrantQuery byUpdate =
      GrantQuery.builder().sortBy(GrantQuery.SortBy.UPDATED_AT).ascending(true).build();
  private final GrantQuery byEmail = GrantQuery.builder().email("user-7@example.com").build();
  private final GrantQuery byStatus =
      GrantQuery.builder().status(GrantStatus.VALID).provider("google").build();
  private final GrantQuery byAccount =
      GrantQuery.builder().accountId("account-3").limit(10).build();

  /** How many grants there are. */
  @Param({"100", "100000"})
  public int grants;

  /** For JMH. */
  public GrantListBenchmark() {}

  /** Fills the store; ten grants an account, whatever its size. */
  @Setup
  public void fill() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < grants; i++) {
      Instant at = start.plusSeconds(i);
      Grant grant =
          Grant.builder(
                  UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8), (byte) (i >> 16)})
                      .toString(),
                  "google",
                  "integration")
              .status(i % 10 == 0 ? GrantStatus.INVALID : GrantStatus.VALID)
              .email("user-" + i + "@example.com", true)
              .accountId("account-" + i / 10)
              .providerUserId("subject-" + i)
              .scope(List.of("openid", "email"))
              .browser("192.0.2.1", null)
              .createdAt(at)
              .build();
      store.insert(new StoredGrant(grant, "issuer", "tokens", null, 1));
    }
  }

  /** The first page, as the API gives it without parameters. */
  @Benchmark
  public List<Grant> newest() {
    return store.list(newest);
  }

  /** In order of change. */
  @Benchmark
  public List<Grant> byUpdate() {
    return store.list(byUpdate);
  }

  /** One address. */
  @Benchmark
  public List<Grant> byEmail() {
    return store.list(byEmail);
  }

  /** Two filters that most grants pass. */
  @Benchmark
  public List<Grant> byStatusAndProvider() {
    return store.list(byStatus);
  }

  /** The grants of one account of the application. */
  @Benchmark
  public List<Grant> byAccount() {
    return store.list(byAccount);
  }
}
