package org.grantlet.packaged;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The types that the public and protected parts of a type mention, those of its members too. */
final class Signatures {
  private final Set<String> exported;
  private final List<String> problems = new ArrayList<>();

  Signatures(Class<?> type, Set<String> exported) {
    this.exported = exported;
    visit(type);
  }

  /** Each place that mentions what an application cannot name. */
  List<String> problems() {
    return problems;
  }

  private void visit(Class<?> type) {
    String where = type.getName();
    parameters(type, where);
    if (type.getGenericSuperclass() != null) {
      mention(type.getGenericSuperclass(), where);
    }
    mention(type.getGenericInterfaces(), where);
    for (Field field : type.getDeclaredFields()) {
      if (isVisible(field)) {
        mention(field.getGenericType(), where + "." + field.getName());
      }
    }
    Stream.<Executable>concat(
            Stream.of(type.getDeclaredConstructors()), Stream.of(type.getDeclaredMethods()))
        .filter(member -> isVisible(member) && !member.isSynthetic())
        .forEach(member -> executable(member, where + "." + member.getName() + "()"));
    for (Class<?> nested : type.getDeclaredClasses()) {
      if (isVisible(nested.getModifiers())) {
        visit(nested);
      }
    }
  }

  private void executable(Executable member, String where) {
    parameters(member, where);
    mention(member.getGenericParameterTypes(), where);
    mention(member.getGenericExceptionTypes(), where);
    if (member instanceof Method method) {
      mention(method.getGenericReturnType(), where);
    }
  }

  private void parameters(GenericDeclaration declaration, String where) {
    for (TypeVariable<?> variable : declaration.getTypeParameters()) {
      mention(variable.getBounds(), where);
    }
  }

  private void mention(Type[] types, String where) {
    for (Type type : types) {
      mention(type, where);
    }
  }

  private void mention(Type type, String where) {
    if (type instanceof Class<?> named) {
      mentionClass(named, where);
    } else if (type instanceof ParameterizedType parameterized) {
      mention(parameterized.getRawType(), where);
      mention(parameterized.getActualTypeArguments(), where);
    } else if (type instanceof GenericArrayType array) {
      mention(array.getGenericComponentType(), where);
    } else if (type instanceof WildcardType wildcard) {
      mention(wildcard.getUpperBounds(), where);
      mention(wildcard.getLowerBounds(), where);
    }
  }

  private void mentionClass(Class<?> type, String where) {
    if (type.isArray()) {
      mentionClass(type.getComponentType(), where);
    } else if (!type.isPrimitive() && !canBeNamed(type)) {
      problems.add(where + " mentions " + type.getName());
    }
  }

  private boolean canBeNamed(Class<?> type) {
    String name = type.getPackageName();
    return isVisible(type.getModifiers())
        && (name.startsWith("java.")
            || name.startsWith("javax.")
            || name.startsWith("jakarta.servlet")
            || exported.contains(name));
  }

  private static boolean isVisible(Member member) {
    return isVisible(member.getModifiers());
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }
}
