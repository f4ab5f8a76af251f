package org.grantlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntegrationTest {
  private static final Object[] SOME = {
    "id",
    "acme",
    null,
    Map.of("client_id", "app"),
    Map.of("client_secret", "sealed"),
    List.of("openid"),
    List.of("https://app.example.com/done"),
    Duration.ofHours(1),
    Instant.EPOCH,
    Instant.EPOCH,
    1L
  };

  private static final Object[] OTHERS = {
    "other",
    "other",
    "other",
    Map.of(),
    Map.of(),
    List.of(),
    List.of(),
    Duration.ZERO,
    Instant.MAX,
    Instant.MAX,
    2L
  };

  private static Integration made(Object... values) throws ReflectiveOperationException {
    Class<?>[] types =
        Arrays.stream(Integration.class.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    Constructor<Integration> constructor = Integration.class.getDeclaredConstructor(types);
    return constructor.newInstance(values);
  }

  @Test
  void equals_comparesEveryMember() throws ReflectiveOperationException {
    Integration integration = made(SOME);

    assertThat(made(SOME)).isEqualTo(integration).hasSameHashCodeAs(integration);
    assertThat(integration).isNotEqualTo(null).isNotEqualTo("id");
    for (int i = 0; i < SOME.length; i++) {
      Object[] changed = SOME.clone();
      changed[i] = OTHERS[i];
      assertThat(made(changed)).as("member " + i).isNotEqualTo(integration);
      assertThat(integration).as("member " + i).isNotEqualTo(made(changed));
    }
  }
}
