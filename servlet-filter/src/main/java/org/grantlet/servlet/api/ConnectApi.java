package org.grantlet.servlet.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.engine.Grantlet;

/** The Connect API; so far it answers that there is nothing. */
public final class ConnectApi {
  /** The Connect API; so far it answers that there is nothing. */
  public ConnectApi(Grantlet grantlet, ApiOptions options, Clock clock) {}

  /** The Connect API; so far it answers that there is nothing. */
  public void handle(
      HttpServletRequest request,
      HttpServletResponse response,
      String subPath,
      String requestId,
      String clientAddress)
      throws IOException {
    JsonReplies.error(
        response,
        requestId,
        new GrantletException(ErrorCode.NOT_FOUND, "There is nothing at this path"));
  }

  /** The Connect API; so far it answers that there is nothing. */
  public boolean mayWait(String method, String subPath) {
    return false;
  }
}
