package org.grantlet.benchmarks;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A filter's configuration in a context that has attributes and nothing else. */
final class FakeFilterConfig implements FilterConfig {
  private final Map<Object, Object> attributes = new HashMap<>();

  @Override
  public String getFilterName() {
    return "hosted-auth";
  }

  @Override
  public ServletContext getServletContext() {
    return (ServletContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getAttribute" -> attributes.get(arguments[0]);
                  case "setAttribute" -> attributes.put(arguments[0], arguments[1]);
                  case "getClassLoader" -> getClass().getClassLoader();
                  case "getFilterRegistrations", "getServletRegistrations" -> Map.of();
                  case "getContextPath" -> "";
                  case "getFilterRegistration", "getServletContextName", "removeAttribute" -> null;
                  default -> throw new IllegalStateException(method + " was not expected");
                });
  }

  @Override
  public @Nullable String getInitParameter(String name) {
    return null;
  }

  @Override
  public Enumeration<String> getInitParameterNames() {
    return Collections.emptyEnumeration();
  }
}
