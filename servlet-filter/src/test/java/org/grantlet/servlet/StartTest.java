package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

/** The start of an application is mostly the loading of classes: which those are, and how many. */
class StartTest {
  private static final List<String> LIBRARIES =
      List.of("com.nimbusds.", "net.minidev.", "com.github.benmanes.", "org.grantlet.httpclient.");

  private static final Map<String, String> KEYS =
      Map.of(
          "grantlet.base-url", "https://app.example.com",
          "grantlet.client-id", "app",
          "grantlet.client-secret", "secret",
          "grantlet.custom-providers", "true",
          "grantlet.integration.acme.issuer", "https://acme.example.com",
          "grantlet.integration.acme.client-id", "app-at-acme",
          "grantlet.integration.acme.client-secret", "secret-at-acme",
          "grantlet.integration.acme.scope", "openid email",
          "grantlet.integration.acme.redirect-uris", "/connected");

  /** Loads Grantlet and its libraries anew, and keeps their names. */
  private static final class Fresh extends ClassLoader {
    private final Set<String> loaded = new ConcurrentSkipListSet<>();

    Fresh() {
      super(StartTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("org.grantlet.") && !isOfALibrary(name)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known == null ? define(name) : known;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        loaded.add(name);
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private static boolean isOfALibrary(String name) {
    return LIBRARIES.stream().anyMatch(name::startsWith);
  }

  private static Object call(Object target, String method, Object... arguments)
      throws ReflectiveOperationException {
    return target
        .getClass()
        .getMethod(method, arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {Map.class})
        .invoke(target, arguments);
  }

  private static Set<String> loadedByAStart() throws ReflectiveOperationException {
    Fresh loader = new Fresh();
    Object builder =
        loader.loadClass(HostedAuthFilter.class.getName()).getMethod("builder").invoke(null);
    Object filter = call(call(call(builder, "properties", KEYS), "startedInCode"), "build");
    try {
      call(filter, "start");
      return Set.copyOf(loader.loaded);
    } finally {
      call(filter, "close");
    }
  }

  /** What only a login needs is loaded by the first login. */
  @Test
  void start_loadsFewClasses_andHardlyAnyOfALibrary() throws ReflectiveOperationException {
    Set<String> loaded = loadedByAStart();

    assertThat(loaded).filteredOn(StartTest::isOfALibrary).hasSizeLessThanOrEqualTo(20);
    assertThat(loaded).hasSizeBetween(150, 230);
  }
}
