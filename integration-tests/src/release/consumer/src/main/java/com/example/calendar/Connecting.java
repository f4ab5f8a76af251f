package com.example.calendar;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import javax.sql.DataSource;
import org.grantlet.jdbc.JdbcStores;
import org.grantlet.redis.RedisOneTimeStore;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.store.OneTimeStore;
import org.grantlet.store.Stores;

/** Uses a class of each artifact that an application names. */
public final class Connecting {
  private Connecting() {}

  /** The filter. */
  public static HostedAuthFilter filter() {
    return HostedAuthFilter.builder().baseUrl("https://calendar.example.com").build();
  }

  /** Integrations and grants. */
  public static Stores stores(DataSource database) {
    return JdbcStores.open(database, Clock.systemUTC());
  }

  /** Login state. */
  public static OneTimeStore logins(URI redis) {
    return RedisOneTimeStore.open(redis, Clock.systemUTC());
  }

  /** Sends the user of the request to the provider. */
  public static void begin(HttpServletRequest request, HttpServletResponse response) {
    HostedAuth.from(request.getServletContext())
        .request("google")
        .redirectUri("/connected")
        .begin(request, response);
  }
}
