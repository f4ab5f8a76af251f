package org.grantlet.test;

import java.time.Clock;
import java.time.Duration;
import org.grantlet.testing.Rotation;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.TestUser;

/** What a {@link FakeProvider} is like. Immutable. */
record FakeSettings(TestUser user, Clock clock, Duration lifetime, Rotation rotation) {
  static final FakeSettings USUAL =
      new FakeSettings(
          FakeProvider.account("ada@example.org", "Ada Lovelace"),
          Clock.systemUTC(),
          Duration.ofHours(1),
          Rotation.STRICT);

  FakeSettings withUser(TestUser value) {
    return new FakeSettings(value, clock, lifetime, rotation);
  }

  FakeSettings withClock(Clock value) {
    return new FakeSettings(user, value, lifetime, rotation);
  }

  FakeSettings withLifetime(Duration value) {
    return new FakeSettings(user, clock, value, rotation);
  }

  FakeSettings withRotation(Rotation value) {
    return new FakeSettings(user, clock, lifetime, value);
  }

  void apply(TestProvider provider) {
    provider.user(user).clock(clock).accessTokenLifetime(lifetime).rotation(rotation);
  }
}
