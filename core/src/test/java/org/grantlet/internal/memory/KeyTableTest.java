package org.grantlet.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyTableTest {
  private final KeyTable table = new KeyTable();

  private static HashedKey key(int i) {
    SplittableRandom random = new SplittableRandom(i);
    return new HashedKey(random.nextLong(), random.nextLong(), random.nextLong());
  }

  @Test
  void keys_areFound_andTakeFewBytes() {
    for (int i = 0; i < 20_000; i++) {
      assertThat(table.contains(key(i))).isFalse();
      long before = table.bytes();
      long growth = table.growth();
      table.add(key(i));
      assertThat(table.contains(key(i))).isTrue();
      assertThat(table.bytes()).isEqualTo(before + growth);
      assertThat(table.bytes()).isLessThanOrEqualTo(48L * (i + 6));
    }
    assertThat(IntStream.range(0, 20_000)).allMatch(i -> table.contains(key(i)));
    assertThat(IntStream.range(20_000, 40_000)).noneMatch(i -> table.contains(key(i)));
  }

  /** All of them belong at one place. */
  @Test
  void keysWithOneHalfInCommon_areDifferentKeys() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(table.contains(new HashedKey(-1, i, 0))).isFalse();
      table.add(new HashedKey(-1, i, 0));
      assertThat(table.contains(new HashedKey(i, -1, 0))).isFalse();
    }
    assertThat(IntStream.range(0, 1_000))
        .allMatch(i -> table.contains(new HashedKey(-1, i, 0)))
        .noneMatch(i -> table.contains(new HashedKey(0, i + 1, 0)));
  }
}
