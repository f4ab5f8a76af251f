package org.grantlet.benchmarks;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A request that costs nothing itself: it knows its path and its query. */
final class FakeRequest extends HttpServletRequestWrapper {
  static final HttpServletResponse RESPONSE = fake(HttpServletResponse.class);
  private static final HttpServletRequest NOTHING = fake(HttpServletRequest.class);

  private final String servletPath;
  private final @Nullable String pathInfo;
  private final @Nullable String query;

  FakeRequest(String servletPath, @Nullable String query) {
    this(servletPath, null, query);
  }

  FakeRequest(String servletPath, @Nullable String pathInfo, @Nullable String query) {
    super(NOTHING);
    this.servletPath = servletPath;
    this.pathInfo = pathInfo;
    this.query = query;
  }

  @Override
  public String getServletPath() {
    return servletPath;
  }

  @Override
  public @Nullable String getPathInfo() {
    return pathInfo;
  }

  @Override
  public @Nullable String getQueryString() {
    return query;
  }

  /** Knows nothing: every call answers null, false or 0. */
  static <T> T fake(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            FakeRequest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new IllegalStateException(method + " was not expected to be called");
            }));
  }
}
