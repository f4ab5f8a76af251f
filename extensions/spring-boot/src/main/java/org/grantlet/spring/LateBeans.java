package org.grantlet.spring;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/** Beans of a filter that starts later, as the container or the port has it. */
final class LateBeans {
  private LateBeans() {}

  /** The object itself if it is there, else one that asks for it with each call. */
  static <T> T of(Class<T> type, Supplier<T> source) {
    try {
      return source.get();
    } catch (IllegalStateException e) { // the filter has not started
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> {
                try {
                  return method.getDeclaringClass() == Object.class
                      ? method.invoke(source, arguments)
                      : method.invoke(source.get(), arguments);
                } catch (InvocationTargetException thrown) {
                  throw thrown.getTargetException();
                }
              }));
    }
  }
}
