package org.grantlet.sample.provider;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /authorize}: login page, consent page, response. The browser stores nothing. */
final class AuthorizationServlet extends HttpServlet {
  private final transient DemoProvider provider;

  AuthorizationServlet(DemoProvider provider) {
    this.provider = provider;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AuthorizationRequest asked;
    try {
      asked = AuthorizationRequest.parse(Objects.requireNonNullElse(request.getQueryString(), ""));
    } catch (ParseException e) {
      DemoPages.error(response, "This is not an authorization request.");
      return;
    }
    Optional<DemoClient> client = provider.client(asked.getClientID());
    if (client.isEmpty()) {
      DemoPages.error(
          response,
          "The client id '%s' is not registered here.".formatted(asked.getClientID().getValue()));
      return;
    }
    URI redirectUri = asked.getRedirectionURI();
    if (redirectUri == null || !client.get().accepts(redirectUri)) {
      DemoPages.error(
          response, "The redirect URI %s is not registered here.".formatted(redirectUri));
      return;
    }
    ErrorObject error = error(asked);
    if (error != null) {
      answer(response, asked, failed(asked, error));
      return;
    }
    String hint = hint(asked);
    DemoPages.login(response, provider.ledger().keep(new Ledger.Interaction(asked, null)), hint);
  }

  private static @Nullable ErrorObject error(AuthorizationRequest asked) {
    if (!ResponseType.CODE.equals(asked.getResponseType())) {
      return OAuth2Error.UNSUPPORTED_RESPONSE_TYPE;
    }
    if (!CodeChallengeMethod.S256.equals(asked.getCodeChallengeMethod())) {
      return OAuth2Error.INVALID_REQUEST.setDescription("PKCE with S256 is required here");
    }
    Prompt prompt = asked.getPrompt();
    return prompt != null && prompt.contains(Prompt.Type.NONE) ? OIDCError.LOGIN_REQUIRED : null;
  }

  private static String hint(AuthorizationRequest asked) {
    List<String> hints = asked.getCustomParameter("login_hint");
    return hints == null || hints.isEmpty() ? "" : hints.get(0);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Ledger.Interaction> found =
        Optional.ofNullable(request.getParameter("interaction")).flatMap(provider.ledger()::take);
    if (found.isEmpty()) {
      DemoPages.error(
          response, "This login has ended. Go back to the application and start again.");
      return;
    }
    AuthorizationRequest asked = found.get().request();
    Person person = found.get().person();
    if (person == null) {
      login(request, response, asked);
    } else if ("allow".equals(request.getParameter("decision"))) {
      answer(response, asked, succeeded(asked, person));
    } else {
      answer(response, asked, failed(asked, OAuth2Error.ACCESS_DENIED));
    }
  }

  private void login(
      HttpServletRequest request, HttpServletResponse response, AuthorizationRequest asked)
      throws IOException {
    String email = Objects.requireNonNullElse(request.getParameter("email"), "");
    Optional<Person> person = Person.of(email);
    String next = provider.ledger().keep(new Ledger.Interaction(asked, person.orElse(null)));
    if (person.isEmpty()) {
      DemoPages.login(response, next, email);
    } else {
      String client =
          provider.client(asked.getClientID()).map(DemoClient::name).orElse("An application");
      DemoPages.consent(response, next, client, person.get(), asked.getScope());
    }
  }

  private AuthorizationResponse succeeded(AuthorizationRequest asked, Person person) {
    AuthorizationCode code = new AuthorizationCode();
    provider.ledger().issueCode(code.getValue(), asked, person);
    return new AuthorizationSuccessResponse(
        asked.getRedirectionURI(),
        code,
        null,
        asked.getState(),
        new Issuer(provider.issuer()),
        asked.impliedResponseMode());
  }

  private AuthorizationResponse failed(AuthorizationRequest asked, ErrorObject error) {
    return new AuthorizationErrorResponse(
        asked.getRedirectionURI(),
        error,
        asked.getState(),
        new Issuer(provider.issuer()),
        asked.impliedResponseMode());
  }

  private static void answer(
      HttpServletResponse response, AuthorizationRequest asked, AuthorizationResponse answer)
      throws IOException {
    if (ResponseMode.FORM_POST.equals(asked.getResponseMode())) {
      DemoPages.formPost(response, answer);
    } else {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", answer.toURI().toString());
    }
  }
}
