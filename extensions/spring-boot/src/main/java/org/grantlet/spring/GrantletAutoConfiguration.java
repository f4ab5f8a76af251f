package org.grantlet.spring;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.grantlet.GrantListener;
import org.grantlet.GrantletObserver;
import org.grantlet.Grants;
import org.grantlet.Integrations;
import org.grantlet.provider.ProviderHook;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.servlet.HostedAuthFilterBuilder;
import org.grantlet.servlet.RequestOwner;
import org.grantlet.servlet.pages.PageRenderer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Starts Grantlet from the properties {@code grantlet.*}, and registers its filter. */
@AutoConfiguration
@ConditionalOnClass(name = "jakarta.servlet.Filter")
@ImportRuntimeHints(GrantletRuntimeHints.class)
public final class GrantletAutoConfiguration {
  /** By how much the filter is behind Spring Security's chain, and where that is by itself. */
  private static final int BEHIND = 50;

  private static final int SECURITY_ORDER = -100;
  private static final String LOOPBACK = "grantlet.insecure-loopback";

  /** For Spring. */
  public GrantletAutoConfiguration() {}

  /** The default, unless {@code grantlet.request-owner} names a class. */
  @Bean
  @ConditionalOnMissingBean
  @Conditional(NoOwnerNamed.class)
  RequestOwner grantletRequestOwner() {
    return RequestOwner.principalOrSession();
  }

  static final class NoOwnerNamed implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !context.getEnvironment().containsProperty("grantlet.request-owner");
    }
  }

  @Bean
  @ConditionalOnMissingBean(
      value = {HostedAuthFilter.class, HostedAuth.class},
      parameterizedContainer = FilterRegistrationBean.class)
  GrantletEngine grantletEngine(
      ApplicationContext context, ConfigurableEnvironment environment, EngineBeans beans) {
    List<String> problems = new ArrayList<>(OtherSources.problems(context, environment));
    HostedAuthFilterBuilder builder = HostedAuthFilter.builder();
    if (Stream.of("api", "client-id", "client-secret").noneMatch(key -> has(environment, key))) {
      builder.api(false); // its credentials would be the first thing that a new user needs
    }
    problems.addAll(new PropertyReader(environment).read(builder));
    ClassLoader loader = requireNonNull(context.getClassLoader());
    LocalPort port = LocalPort.of(environment, loader);
    if (port != null && !environment.containsProperty(LOOPBACK)) {
      builder.property(LOOPBACK, "true");
    }
    problems.addAll(PageTextFiles.read(environment, loader, builder));
    builder.listener(new ApplicationEvents(context));
    beans.apply(builder);
    problems.forEach(builder::problem);
    return new GrantletEngine(builder, port);
  }

  private static boolean has(Environment environment, String key) {
    return environment.containsProperty("grantlet." + key);
  }

  @Bean
  EngineBeans grantletEngineBeans(
      ObjectProvider<RequestOwner> owner,
      ObjectProvider<GrantListener> listeners,
      ObjectProvider<GrantletObserver> observers,
      ObjectProvider<ProviderHook> hooks,
      ObjectProvider<PageRenderer> pages,
      ObjectProvider<Clock> clock,
      ObjectProvider<GrantletCustomizer> customizers) {
    return new EngineBeans(owner, listeners, observers, hooks, pages, clock, customizers);
  }

  /** What the application has for Grantlet. */
  record EngineBeans(
      ObjectProvider<RequestOwner> owner,
      ObjectProvider<GrantListener> listeners,
      ObjectProvider<GrantletObserver> observers,
      ObjectProvider<ProviderHook> hooks,
      ObjectProvider<PageRenderer> pages,
      ObjectProvider<Clock> clock,
      ObjectProvider<GrantletCustomizer> customizers) {
    void apply(HostedAuthFilterBuilder builder) {
      owner.ifUnique(builder::requestOwner);
      pages.ifUnique(builder::pages);
      clock.ifUnique(builder::clock);
      listeners.orderedStream().forEach(builder::listener);
      observers.orderedStream().forEach(builder::observer);
      builder.grantlet(core -> hooks.orderedStream().forEach(core::hook));
      customizers.orderedStream().forEach(each -> each.customize(builder));
    }
  }

  @Bean
  @ConditionalOnMissingBean(
      value = HostedAuthFilter.class,
      parameterizedContainer = FilterRegistrationBean.class)
  @ConditionalOnBean(GrantletEngine.class)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  FilterRegistrationBean<HostedAuthFilter> grantletFilter(
      GrantletEngine engine, Environment environment) {
    FilterRegistrationBean<HostedAuthFilter> registration =
        new FilterRegistrationBean<>(engine.filter());
    long security =
        environment.getProperty("spring.security.filter.order", Integer.class, SECURITY_ORDER);
    registration.setOrder((int) Math.min(Integer.MAX_VALUE, security + BEHIND));
    registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
    registration.setAsyncSupported(true);
    return registration;
  }

  /** Also that of a filter of the application's own, which the container starts. */
  @Bean
  @ConditionalOnMissingBean
  HostedAuth hostedAuth(
      ObjectProvider<GrantletEngine> engine,
      ObjectProvider<FilterRegistrationBean<HostedAuthFilter>> registration,
      ObjectProvider<HostedAuthFilter> filter) {
    GrantletEngine ours = engine.getIfAvailable();
    if (ours != null) {
      return ours.filter().hostedAuth();
    }
    FilterRegistrationBean<HostedAuthFilter> registered = registration.getIfAvailable();
    return registered == null
        ? filter.getObject().hostedAuth()
        : requireNonNull(registered.getFilter()).hostedAuth();
  }

  @Bean
  @ConditionalOnMissingBean
  Grants grants(HostedAuth hostedAuth) {
    return LateBeans.of(Grants.class, hostedAuth::grants);
  }

  @Bean
  @ConditionalOnMissingBean
  Integrations integrations(HostedAuth hostedAuth) {
    return LateBeans.of(Integrations.class, hostedAuth::integrations);
  }
}
