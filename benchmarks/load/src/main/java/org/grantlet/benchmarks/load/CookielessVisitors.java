package org.grantlet.benchmarks.load;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Visitors without cookies who begin logins until the system has no memory left. */
final class CookielessVisitors {
  /**
   * How it ended.
   *
   * @param served whom the system sent on to the provider
   * @param refused whom it asked to come back later
   * @param alive whether it still served all of them
   */
  record Result(long served, long refused, boolean alive) {}

  private CookielessVisitors() {}

  static Result come(Running running, long most) {
    AtomicLong served = new AtomicLong();
    AtomicLong refused = new AtomicLong();
    try {
      Crowd.visits(running, 1, 10, Visitor::beginWithoutCookies);
      Crowd.visits(
          running,
          32,
          most,
          visitor -> (visitor.beginWithoutCookies() ? served : refused).incrementAndGet());
      return new Result(served.get(), refused.get(), true);
    } catch (IOException e) {
      return new Result(served.get(), refused.get(), false);
    }
  }
}
