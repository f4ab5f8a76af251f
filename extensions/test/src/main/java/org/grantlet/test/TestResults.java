package org.grantlet.test;

import jakarta.servlet.http.HttpServletRequest;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.servlet.HostedAuthResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * Results of logins that were none, for tests of what comes after a login.
 *
 * <pre>{@code
 * mockMvc.perform(get("/connected").with(TestResults.mockMvc(TestResults.success(grant))));
 * }</pre>
 */
public final class TestResults {
  private TestResults() {}

  /**
   * A login that ended with a grant.
   *
   * @param grant for example {@code TestGrants.valid("google").build()}
   */
  public static HostedAuthResult success(Grant grant) {
    return HostedAuthResult.success(grant);
  }

  /**
   * A login that ended without a grant.
   *
   * @param error why, for example {@link ErrorCode#ACCESS_DENIED}
   */
  public static HostedAuthResult failure(String provider, ErrorCode error) {
    return HostedAuthResult.failure(provider, error);
  }

  /** Puts a result where {@link HostedAuthResult#from} finds it. */
  public static void set(HttpServletRequest request, HostedAuthResult result) {
    request.setAttribute(HostedAuthResult.ATTRIBUTE, result);
  }

  /** The same for a request of Spring's MockMvc. */
  public static RequestPostProcessor mockMvc(HostedAuthResult result) {
    return request -> {
      set(request, result);
      return request;
    };
  }
}
