package org.grantlet.spring;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.grantlet.GrantListener;
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
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Starts Grantlet from the properties {@code grantlet.*}, and registers its filter. */
@AutoConfiguration
@ConditionalOnClass(name = "jakarta.servlet.Filter")
public final class GrantletAutoConfiguration {
  /** Behind Spring Security's filter chain (-100), before the application's own filters. */
  static final int ORDER = -50;

  /** For Spring. */
  public GrantletAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  RequestOwner grantletRequestOwner() {
    return RequestOwner.principalOrSession();
  }

  @Bean
  @ConditionalOnMissingBean(
      value = {HostedAuthFilter.class, HostedAuth.class},
      parameterizedContainer = FilterRegistrationBean.class)
  GrantletEngine grantletEngine(
      Environment environment,
      RequestOwner owner,
      ObjectProvider<GrantListener> listeners,
      ObjectProvider<ProviderHook> hooks,
      ObjectProvider<PageRenderer> pages,
      ObjectProvider<Clock> clock,
      ObjectProvider<GrantletCustomizer> customizers) {
    Map<String, String> keys = new LinkedHashMap<>();
    Binder.get(environment)
        .bind("grantlet", Bindable.mapOf(String.class, String.class))
        .ifBound(found -> found.forEach((key, value) -> keys.put("grantlet." + key, value)));
    HostedAuthFilterBuilder builder =
        HostedAuthFilter.builder().startedInCode().properties(keys).requestOwner(owner);
    pages.ifUnique(builder::pages);
    clock.ifUnique(builder::clock);
    listeners.orderedStream().forEach(builder::listener);
    builder.grantlet(core -> hooks.orderedStream().forEach(core::hook));
    customizers.orderedStream().forEach(each -> each.customize(builder));
    return new GrantletEngine(builder.build());
  }

  @Bean
  @ConditionalOnMissingBean(
      value = HostedAuthFilter.class,
      parameterizedContainer = FilterRegistrationBean.class)
  FilterRegistrationBean<HostedAuthFilter> grantletFilter(GrantletEngine engine) {
    FilterRegistrationBean<HostedAuthFilter> registration =
        new FilterRegistrationBean<>(engine.filter());
    registration.setOrder(ORDER);
    registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
    registration.setAsyncSupported(true);
    return registration;
  }

  @Bean
  @ConditionalOnMissingBean
  HostedAuth hostedAuth(FilterRegistrationBean<HostedAuthFilter> registration) {
    return requireNonNull(registration.getFilter()).hostedAuth();
  }

  @Bean
  @ConditionalOnMissingBean
  Grants grants(HostedAuth hostedAuth) {
    return hostedAuth.grants();
  }

  @Bean
  @ConditionalOnMissingBean
  Integrations integrations(HostedAuth hostedAuth) {
    return hostedAuth.integrations();
  }
}
