package org.grantlet.spring.store;

import java.time.Clock;
import org.grantlet.redis.RedisOneTimeStore;
import org.grantlet.spring.GrantletCustomizer;
import org.grantlet.store.OneTimeStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Where logins are while they are under way, if {@code grantlet.one-time-store} does not say it:
 * with grantlet-redis, in the Redis of the application.
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
      "org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration"
    })
@ConditionalOnClass({RedisConnectionFactory.class, RedisOneTimeStore.class})
public final class GrantletRedisAutoConfiguration {
  /** For Spring. */
  public GrantletRedisAutoConfiguration() {}

  @Bean
  GrantletCustomizer grantletRedis(
      Environment environment,
      ObjectProvider<RedisConnectionFactory> connections,
      ObjectProvider<Clock> clocks) {
    return filter -> {
      StoreKeys keys = new StoreKeys(environment);
      RedisConnectionFactory redis = connections.getIfUnique();
      if (redis != null && !keys.namesOneTimeStore()) {
        Clock clock = clocks.getIfUnique(Clock::systemUTC);
        filter.grantlet(core -> core.oneTimeStore(() -> open(redis, clock), true));
      }
    };
  }

  private static OneTimeStore open(RedisConnectionFactory redis, Clock clock) {
    return StoreKeys.open(
        "the Redis of the application, where logins are unless grantlet.one-time-store names"
            + " another place",
        () -> RedisOneTimeStore.open(new SpringRedisCommands(redis), clock));
  }
}
