package org.grantlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.provider.ClientCredentials;
import org.grantlet.provider.ProviderHook;
import org.grantlet.testing.Thrown;
import org.junit.jupiter.api.Test;

/** Hooks that throw: the flow around them only knows unchecked exceptions. */
class GuardedHookTest {
  private static final ClientCredentials CLIENT = new ClientCredentials("app", null, Map.of());

  private static ProviderHook throwing(Throwable thrown) {
    return new GuardedHook(
        new ProviderHook() {
          @Override
          public String name() {
            return "bad";
          }

          @Override
          public boolean acceptsAnswer(
              ClientCredentials client, Map<String, List<String>> parameters) {
            Thrown.sneak(thrown);
            return true;
          }
        });
  }

  @Test
  void hook_thatThrowsAnything_failsUncheckedAndNamed() {
    for (Throwable thrown :
        List.of(new Exception("checked"), new NoClassDefFoundError("x"), new Throwable("odd"))) {
      assertThatThrownBy(() -> throwing(thrown).acceptsAnswer(CLIENT, Map.of()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(thrown.getClass().getName())
          .hasCause(thrown);
    }
  }

  @Test
  void hook_thatRefuses_isHeard() {
    GrantletException refusal = new GrantletException(ErrorCode.EXCHANGE_FAILED, "no");
    assertThatThrownBy(() -> throwing(refusal).acceptsAnswer(CLIENT, Map.of())).isSameAs(refusal);
  }
}
