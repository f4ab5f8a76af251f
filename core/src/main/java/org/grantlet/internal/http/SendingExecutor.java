package org.grantlet.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.grantlet.httpclient.core5.http.ClassicHttpRequest;
import org.grantlet.httpclient.core5.http.ClassicHttpResponse;
import org.grantlet.httpclient.core5.http.EndpointDetails;
import org.grantlet.httpclient.core5.http.HttpException;
import org.grantlet.httpclient.core5.http.impl.io.HttpRequestExecutor;
import org.grantlet.httpclient.core5.http.io.HttpClientConnection;
import org.grantlet.httpclient.core5.http.io.HttpResponseInformationCallback;
import org.grantlet.httpclient.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes an idle connection that was closed from a provider that does not respond. A load
 * balancer drops idle connections, sometimes just as a request is on its way.
 */
final class SendingExecutor extends HttpRequestExecutor {

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      @Nullable HttpResponseInformationCallback informationCallback,
      HttpContext context)
      throws IOException, HttpException {
    SendAttempt attempt = (SendAttempt) context;
    if (request.getMethod().equals("CONNECT")) {
      ClassicHttpResponse response =
          super.execute(request, connection, informationCallback, context);
      attempt.proxyAnswers(response.getCode());
      return response;
    }
    EndpointDetails counts = connection.getEndpointDetails();
    if (!attempt.isOnPooledConnection() || counts == null) {
      return super.execute(request, connection, informationCallback, context);
    }
    if (attempt.wantsNewConnection()) {
      throw new SendAttempt.PooledConnectionException();
    }
    if (!attempt.isRepeatable() && connection.isStale()) {
      throw new SendAttempt.StaleConnectionException(null);
    }
    long received = counts.getReceivedBytesCount();
    try {
      return super.execute(request, connection, informationCallback, context);
    } catch (InterruptedIOException e) { // time is over, not the connection
      throw e;
    } catch (IOException e) {
      boolean silent = counts.getReceivedBytesCount() == received && !attempt.deadline().isOver();
      if (silent && attempt.isRepeatable()) {
        throw new SendAttempt.StaleConnectionException(e);
      }
      throw e;
    }
  }
}
