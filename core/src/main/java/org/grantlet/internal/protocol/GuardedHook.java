package org.grantlet.internal.protocol;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.grantlet.GrantletException;
import org.grantlet.provider.ClientCredentials;
import org.grantlet.provider.Provider;
import org.grantlet.provider.ProviderHook;

/**
 * A hook of the application, which may throw anything: callers see an unchecked exception that
 * names the hook.
 *
 * @param hook the hook
 */
record GuardedHook(ProviderHook hook) implements ProviderHook {
  @Override
  public String name() {
    return hook.name();
  }

  @Override
  public boolean acceptsAnswer(ClientCredentials client, Map<String, List<String>> parameters) {
    return guarded(() -> hook.acceptsAnswer(client, parameters));
  }

  @Override
  public Map<String, String> tokenRequest(
      Provider provider, ClientCredentials client, Map<String, String> parameters) {
    return guarded(() -> Objects.requireNonNull(hook.tokenRequest(provider, client, parameters)));
  }

  private <T> T guarded(Supplier<T> call) {
    try {
      return call.get();
    } catch (GrantletException e) {
      throw e;
    } catch (Throwable e) { // Kotlin and Lombok throw undeclared checked ones
      throw new IllegalStateException(
          "The hook " + hook.getClass().getName() + " failed: " + e.getClass().getName(), e);
    }
  }
}
