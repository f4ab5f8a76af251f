package org.grantlet.spring.actuate;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Supplier;
import org.grantlet.servlet.HostedAuth;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/**
 * The health indicator for Spring Boot 3.5, whose types have other names than those of Spring Boot
 * 4: this class is compiled with the latter, and finds the former by name.
 */
final class HealthInBoot3 implements ImportBeanDefinitionRegistrar {
  private static final String PACKAGE = "org.springframework.boot.actuate.health.";
  static final String INDICATOR = PACKAGE + "HealthIndicator";

  private final Environment environment;
  private final BeanFactory beans;

  /** For Spring. */
  HealthInBoot3(Environment environment, BeanFactory beans) {
    this.environment = environment;
    this.beans = beans;
  }

  @Override
  public void registerBeanDefinitions(
      AnnotationMetadata importing, BeanDefinitionRegistry registry) {
    boolean byDefault = isEnabled("defaults", true);
    if (isEnabled(GrantletHealthAutoConfiguration.NAME, byDefault)
        && !registry.containsBeanDefinition(GrantletHealthAutoConfiguration.BEAN)) {
      registry.registerBeanDefinition(
          GrantletHealthAutoConfiguration.BEAN, definition(find(INDICATOR)));
    }
  }

  private boolean isEnabled(String name, boolean otherwise) {
    return environment.getProperty(
        "management.health." + name + ".enabled", Boolean.class, otherwise);
  }

  private <T> RootBeanDefinition definition(Class<T> indicator) {
    return new RootBeanDefinition(
        indicator,
        () -> indicator(indicator, () -> beans.getBean(HostedAuth.class).operations().problems()));
  }

  private static <T> T indicator(Class<T> type, Supplier<Map<String, String>> problems) {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "health" -> health(problems.get());
              case "equals" -> proxy == arguments[0];
              case "hashCode" -> System.identityHashCode(proxy);
              case "toString" -> GrantletHealthAutoConfiguration.BEAN;
              default -> InvocationHandler.invokeDefault(proxy, method, arguments);
            };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object health(Map<String, String> problems) throws ReflectiveOperationException {
    Class<?> health = find(PACKAGE + "Health");
    Object builder = health.getMethod(problems.isEmpty() ? "up" : "down").invoke(null);
    Method details = builder.getClass().getMethod("withDetails", Map.class);
    return builder.getClass().getMethod("build").invoke(details.invoke(builder, problems));
  }

  private static Class<?> find(String name) {
    return ClassUtils.resolveClassName(name, HealthInBoot3.class.getClassLoader());
  }
}
