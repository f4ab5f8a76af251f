package org.grantlet.benchmarks.load;

import java.net.URI;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;

/** Who is compared, each by the way into its flow. */
enum Contender {
  /** The application alone. */
  PLAIN("no filter", "/plain"),
  /** The least that a login can be. */
  FLOOR("minimal servlet", "/start"),
  SPRING("Spring Security", "/oauth2/authorization/acme"),
  PAC4J("pac4j", "/home"),
  GRANTLET("Grantlet", "/start");

  static final String CLIENT_ID = "benchmark";
  static final String CLIENT_SECRET = "secret-of-the-benchmark";

  final String title;
  final String start;

  Contender(String title, String start) {
    this.title = title;
    this.start = start;
  }

  void install(ServletContextHandler context, URI base, URI provider) {
    switch (this) {
      case PLAIN -> {}
      case FLOOR -> FloorServlet.install(context, base, provider);
      case SPRING -> SpringContender.install(context, base, provider);
      case PAC4J -> Pac4jContender.install(context, base, provider);
      case GRANTLET -> GrantletContender.install(context, base, provider);
    }
  }
}
