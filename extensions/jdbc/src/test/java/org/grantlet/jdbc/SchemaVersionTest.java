package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of tables as the history has them. */
class SchemaVersionTest {
  @Test
  void number_isReadAsTheHistoryAndTheFilesHaveIt() {
    assertThat(SchemaVersion.of("2")).isEqualTo(new SchemaVersion(2, 0)).hasToString("2");
    assertThat(SchemaVersion.of("2.1")).isEqualTo(new SchemaVersion(2, 1));
    assertThat(SchemaVersion.of("2_1")).hasToString("2.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.1.3", "3-beta", "20261126070800", "", "2."})
  void numberThatOnlyANewerReleaseMakes_saysSo(String number) {
    assertThatThrownBy(() -> SchemaVersion.of(number))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has the version '" + number + "', which a newer Grantlet")
        .hasMessageContaining("start the newer one");
  }
}
