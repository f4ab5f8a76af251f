package org.grantlet.servlet.internal.http;

import org.slf4j.MDC;

/** The id of a request of ours in the MDC, for the lines that are logged while it is served. */
public final class LoggedId {
  /** The MDC key; docs/adr/0004. */
  private static final String KEY = "request_id";

  private LoggedId() {}

  /** Runs a step of a request; what the application has under this key is put back after it. */
  public static void during(EndpointRequest request, Runnable step) {
    String before = MDC.get(KEY);
    MDC.put(KEY, request.requestId());
    try {
      step.run();
    } finally {
      if (before == null) {
        MDC.remove(KEY);
      } else {
        MDC.put(KEY, before);
      }
    }
  }
}
