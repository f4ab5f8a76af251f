package org.grantlet.sample.provider;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.JakartaServletUtils;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.openid.connect.sdk.UserInfoErrorResponse;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.UserInfoSuccessResponse;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /userinfo}: the user of an access token. */
final class UserInfoServlet extends HttpServlet {
  private final transient DemoProvider provider;

  UserInfoServlet(DemoProvider provider) {
    this.provider = provider;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    UserInfoResponse answer;
    try {
      String token =
          UserInfoRequest.parse(JakartaServletUtils.createHTTPRequest(request))
              .getAccessToken()
              .getValue();
      answer =
          provider
              .ledger()
              .consent(token)
              .<UserInfoResponse>map(consent -> new UserInfoSuccessResponse(info(consent.person())))
              .orElseGet(() -> new UserInfoErrorResponse(BearerTokenError.INVALID_TOKEN));
    } catch (ParseException e) {
      answer = new UserInfoErrorResponse(BearerTokenError.MISSING_TOKEN);
    }
    JakartaServletUtils.applyHTTPResponse(answer.toHTTPResponse(), response);
  }

  private static UserInfo info(Person person) {
    UserInfo info = new UserInfo(new Subject(person.subject()));
    info.setEmailAddress(person.email());
    info.setName(person.name());
    return info;
  }
}
