package org.grantlet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.grantlet.testing.Logs;
import org.grantlet.testing.Ports;
import org.grantlet.testing.TestProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * A whole application on a port of its own, with an integration {@code acme} of a provider. Names
 * of Spring Boot's classes are texts here, as they differ between 3.5 and 4.
 */
public final class BootApp implements AutoCloseable {
  /** What an application without a database leaves out. */
  public static final List<String> DATABASE =
      List.of(
          "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
          "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration");

  /** What an application without Spring Security leaves out. */
  public static final List<String> SECURITY =
      List.of(
          "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
          "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
          "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
          "org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration",
          "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration");

  /** What an application without Redis leaves out. */
  public static final List<String> REDIS =
      List.of(
          "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
          "org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration");

  /** With Tomcat and Jetty on the class path there would be two servers for the Actuator. */
  public static final List<String> MANAGEMENT_ON_JETTY =
      List.of(
          "org.springframework.boot.jetty.autoconfigure.actuate.web.server.JettyServletManagementContextAutoConfiguration");

  private static final List<String> TOMCAT =
      List.of(
          "org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory",
          "org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory");
  private static final List<String> JETTY =
      List.of(
          "org.springframework.boot.jetty.servlet.JettyServletWebServerFactory",
          "org.springframework.boot.web.embedded.jetty.JettyServletWebServerFactory");

  private final ConfigurableApplicationContext context;
  private final String url;
  private final String startLog;

  private BootApp(ConfigurableApplicationContext context, String url, String startLog) {
    this.context = context;
    this.url = url;
    this.startLog = startLog;
  }

  /** How an application is started. */
  public static final class Starter {
    private final Class<?> application;
    private final TestProvider provider;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final StringBuilder excluded = new StringBuilder();
    private boolean jetty;
    private boolean randomPort;

    private Starter(Class<?> application, TestProvider provider) {
      this.application = application;
      this.provider = provider;
    }

    /** Jetty instead of Tomcat. */
    public Starter onJetty(boolean value) {
      jetty = value;
      return this;
    }

    /** Leaves auto-configurations out. */
    public Starter without(List<String> autoConfigurations) {
      autoConfigurations.forEach(
          each -> excluded.append(excluded.isEmpty() ? "" : ",").append(each));
      return this;
    }

    /** As a test of an application has it that names no base URL. */
    public Starter onRandomPort() {
      randomPort = true;
      return this;
    }

    /** Sets a property. */
    public Starter with(String key, Object value) {
      properties.put(key, value);
      return this;
    }

    /** Starts. */
    public BootApp start() {
      int port = Ports.free();
      String url = "http://localhost:" + port;
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("server.port", port);
      all.put("spring.main.banner-mode", "off");
      all.put("spring.autoconfigure.exclude", excluded.toString());
      all.put("grantlet.base-url", url);
      all.put("grantlet.client-id", "app");
      all.put("grantlet.client-secret", "secret-of-the-app");
      all.put("grantlet.custom-providers", "true");
      all.put("grantlet.insecure-loopback", "true");
      String acme = "grantlet.integration.acme.";
      all.put(acme + "issuer", provider.issuer());
      all.put(acme + "client-id", provider.clientId());
      all.put(acme + "client-secret", provider.clientSecret());
      all.put(acme + "scope", "openid email");
      all.put(acme + "redirect-uris", "/connected");
      if (randomPort) {
        all.put("server.port", 0);
        all.keySet().removeAll(List.of("grantlet.base-url", "grantlet.insecure-loopback"));
      }
      all.putAll(properties);
      SpringApplication application = new SpringApplication(this.application);
      application.setDefaultProperties(all);
      application.addInitializers(
          starting -> ((GenericApplicationContext) starting).registerBean(server()));
      AtomicReference<Logs> logs = new AtomicReference<>();
      // Not earlier: Spring Boot sets its logging up anew.
      application.addInitializers(starting -> logs.set(Logs.listen()));
      try {
        ConfigurableApplicationContext started = application.run();
        String local =
            "http://localhost:" + started.getEnvironment().getProperty("local.server.port");
        return new BootApp(started, local, logs.get().text());
      } finally {
        if (logs.get() != null) {
          logs.get().close();
        }
      }
    }

    private Class<?> server() {
      ClassLoader loader = BootApp.class.getClassLoader();
      return (jetty ? JETTY : TOMCAT)
          .stream()
              .filter(name -> ClassUtils.isPresent(name, loader))
              .findFirst()
              .<Class<?>>map(name -> ClassUtils.resolveClassName(name, loader))
              .orElseThrow();
    }
  }

  /** An application of this configuration, whose users connect accounts at this provider. */
  public static Starter of(Class<?> application, TestProvider provider) {
    return new Starter(application, provider);
  }

  /** What was logged at the start. */
  public String startLog() {
    return startLog;
  }

  /** The address of a path. */
  public String url(String path) {
    return url + path;
  }

  /** A bean of the application. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Whether there is a bean of this name. */
  public boolean has(String bean) {
    return context.containsBean(bean);
  }

  @Override
  public void close() {
    context.close();
    assertThat(context.isActive()).isFalse();
  }
}
