package org.grantlet.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import org.jspecify.annotations.Nullable;

/** What null means in the methods of a builder. */
public final class NullParameters {
  private NullParameters() {}

  /** Null is refused by the parameter's name wherever the parameter is not {@code @Nullable}. */
  public static void assertRefused(Object builder) {
    for (Method method : builder.getClass().getMethods()) {
      if (method.getReturnType() == builder.getClass() && refuses(method)) {
        assertThatThrownBy(() -> callWithNulls(builder, method))
            .as(method.toString())
            .isInstanceOf(NullPointerException.class)
            .message()
            .as(method.toString())
            .matches("[A-Za-z.-]+");
      }
    }
  }

  private static boolean refuses(Method method) {
    for (Parameter parameter : method.getParameters()) {
      if (!parameter.getType().isPrimitive()
          && !parameter.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        return true;
      }
    }
    return false;
  }

  private static void callWithNulls(Object builder, Method method) throws Throwable {
    Object[] values = new Object[method.getParameterCount()];
    for (int i = 0; i < values.length; i++) {
      Class<?> type = method.getParameterTypes()[i];
      values[i] = type == boolean.class ? false : type == int.class ? (Object) 1 : null;
    }
    try {
      method.invoke(builder, values);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
