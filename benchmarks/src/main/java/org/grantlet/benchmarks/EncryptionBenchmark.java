package org.grantlet.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.internal.crypto.EncryptionKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Encryption of a value as long as a login's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncryptionBenchmark {
  private static final String PLACE = "a47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";

  private final Encryption encryption = new Encryption(List.of(EncryptionKey.random()));
  private final byte[] plain = new byte[300];
  private final byte[] encrypted = encryption.encrypt(plain, PLACE);

  /** For JMH. */
  public EncryptionBenchmark() {}

  /** Encrypts. */
  @Benchmark
  public byte[] encrypt() {
    return encryption.encrypt(plain, PLACE);
  }

  /** Decrypts. */
  @Benchmark
  public byte[] open() {
    return encryption.decrypt(encrypted, PLACE);
  }
}
