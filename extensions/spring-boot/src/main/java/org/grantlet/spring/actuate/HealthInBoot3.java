package org.grantlet.spring.actuate;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.grantlet.servlet.HostedAuth;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
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

  /** For Spring. */
  HealthInBoot3(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void registerBeanDefinitions(
      AnnotationMetadata importing, BeanDefinitionRegistry registry) {
    boolean byDefault = isEnabled("defaults", true);
    if (isEnabled(GrantletHealthAutoConfiguration.NAME, byDefault)
        && !registry.containsBeanDefinition(GrantletHealthAutoConfiguration.BEAN)) {
      RootBeanDefinition definition = new RootBeanDefinition(HealthInBoot3.class);
      definition.setFactoryMethodName("indicator");
      definition.setAutowireMode(AutowireCapableBeanFactory.AUTOWIRE_CONSTRUCTOR);
      definition.setTargetType(find(INDICATOR));
      registry.registerBeanDefinition(GrantletHealthAutoConfiguration.BEAN, definition);
    }
  }

  private boolean isEnabled(String name, boolean otherwise) {
    return environment.getProperty(
        "management.health." + name + ".enabled", Boolean.class, otherwise);
  }

  /** The bean. */
  static Object indicator(HostedAuth hostedAuth) {
    Class<?> type = find(INDICATOR);
    InvocationHandler handler =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "health" -> health(hostedAuth.operations().problems());
              case "equals" -> proxy == arguments[0];
              case "hashCode" -> System.identityHashCode(proxy);
              case "toString" -> GrantletHealthAutoConfiguration.BEAN;
              default -> InvocationHandler.invokeDefault(proxy, method, arguments);
            };
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
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
