package org.grantlet.benchmarks.load;

import java.net.URI;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/** Who is compared, each by the address where its login begins. */
enum Contender {
  /** The application alone. */
  PLAIN("no filter", "/plain"),
  /** The least that a login can be, with what the JDK has. */
  FLOOR("minimal servlet", "/start"),
  /** The same with Grantlet's HTTP client. */
  APACHE("minimal servlet, Apache's client", "/start"),
  SPRING("Spring Security", "/oauth2/authorization/acme"),
  /** Compared with {@link #SPRING} to find the better one; in the table by {@code --only=all}. */
  SPRING_JDK("Spring Security, JDK's client", "/oauth2/authorization/acme"),
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

  /** Whether it is a servlet that stands for the least possible, and not for a product. */
  boolean isFloor() {
    return this == FLOOR || this == APACHE;
  }

  void install(ServletContextHandler context, URI base, URI provider) {
    switch (this) {
      case PLAIN -> {}
      case FLOOR -> FloorServlet.install(context, base, provider, new JdkTokenCall(provider));
      case APACHE -> FloorServlet.install(context, base, provider, new ApacheTokenCall(provider));
      case SPRING -> SpringContender.install(context, base, provider, SpringHttp.apache());
      case SPRING_JDK ->
          SpringContender.install(context, base, provider, new JdkClientHttpRequestFactory());
      case PAC4J -> Pac4jContender.install(context, base, provider);
      case GRANTLET -> GrantletContender.install(context, base, provider);
    }
  }
}
