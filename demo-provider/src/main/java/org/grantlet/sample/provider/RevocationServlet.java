package org.grantlet.sample.provider;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.JakartaServletUtils;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /revoke} (RFC 7009): ends a token and all others of the same consent. */
final class RevocationServlet extends HttpServlet {
  private final transient DemoProvider provider;

  RevocationServlet(DemoProvider provider) {
    this.provider = provider;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      TokenRevocationRequest asked =
          TokenRevocationRequest.parse(JakartaServletUtils.createHTTPRequest(request));
      ClientAuthentication client = asked.getClientAuthentication();
      if (client == null
          || provider
              .client(client.getClientID())
              .filter(found -> found.isAuthenticatedBy(client))
              .isEmpty()) {
        response.setStatus(OAuth2Error.INVALID_CLIENT.getHTTPStatusCode());
        return;
      }
      // The reply to an unknown token is the same, RFC 7009 section 2.2.
      provider.ledger().revoke(asked.getToken().getValue(), client.getClientID().getValue());
    } catch (ParseException e) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    }
  }
}
