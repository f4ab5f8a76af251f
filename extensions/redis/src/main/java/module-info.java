/** Grantlet's one-time store in Redis. Start at {@code org.grantlet.redis.RedisOneTimeStore}. */
module org.grantlet.redis {
  requires static org.jspecify;
  requires transitive org.grantlet.core;
  requires org.apache.commons.pool2;
  requires redis.clients.jedis;

  exports org.grantlet.redis;

  provides org.grantlet.store.StoreFactory with
      org.grantlet.redis.RedisStoreFactory;
}
