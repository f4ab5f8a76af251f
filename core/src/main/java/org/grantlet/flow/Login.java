package org.grantlet.flow;

import java.util.List;
import java.util.Optional;
import org.grantlet.HostedAuthRequest;
import org.jspecify.annotations.Nullable;

/** A login as the one-time store had it when it was looked for. Immutable. */
public final class Login {
  private final String id;
  private final Step step;
  private final byte[] stored;

  Login(String id, Step step, byte[] stored) {
    this.id = id;
    this.step = step;
    this.stored = stored;
  }

  /** The id of its login URL. */
  public String id() {
    return id;
  }

  /** Who alone may go on with it; null for anybody. */
  public @Nullable String owner() {
    return step.owner();
  }

  /** What was asked for, while its login URL is not spent. */
  public Optional<HostedAuthRequest> open() {
    return step instanceof Step.Open open ? Optional.of(open.request()) : Optional.empty();
  }

  /** The provider that its user is sent to; null if there is a choice, or was none. */
  public @Nullable String provider() {
    if (step instanceof Step.Ended ended) {
      return ended.outcome().provider();
    }
    HostedAuthRequest request =
        step instanceof Step.Open open
            ? open.request()
            : step instanceof Step.Taken taken
                ? taken.attempt().request()
                : ((Step.Attempt) step).request();
    return request.isChoice() ? null : request.provider();
  }

  /** Whether its login URL was spent by somebody with one of these secrets. */
  public boolean isSpentBy(List<String> browsers) {
    Binding binding = binding();
    return binding != null && browsers.contains(binding.browser());
  }

  /** Whose it is once its login URL is spent. */
  @Nullable Binding binding() {
    if (step instanceof Step.Ended ended) {
      return ended.binding();
    }
    if (step instanceof Step.Taken taken) {
      return taken.attempt().binding();
    }
    return step instanceof Step.Attempt attempt ? attempt.binding() : null;
  }

  Step step() {
    return step;
  }

  byte[] stored() {
    return stored;
  }

  @Override
  public String toString() {
    return "Login[" + step.getClass().getSimpleName() + "]";
  }
}
