package org.grantlet.testing;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the authorization endpoint sends the browser. Immutable.
 *
 * @param uri the client's redirect URI; with the parameters, unless they are to be posted
 * @param parameters of the authorization response
 * @param formPost whether they go as a form, with {@code response_mode=form_post}
 */
public record AuthorizationAnswer(URI uri, Map<String, List<String>> parameters, boolean formPost) {

  /** Asks an authorization endpoint as a browser does that goes no further. */
  static AuthorizationAnswer to(URI request) {
    HttpResponse<String> response = new TestBrowser().get(request);
    if (response.statusCode() == 302) {
      URI target = URI.create(response.headers().firstValue("Location").orElseThrow());
      return new AuthorizationAnswer(target, URLUtils.parseParameters(target.getRawQuery()), false);
    }
    if (response.statusCode() != 200) {
      throw new AssertionError(
          "Neither a redirect nor a form: " + response.statusCode() + " " + response.body());
    }
    HtmlForm form = HtmlForm.first(response.body());
    return new AuthorizationAnswer(URI.create(form.action()), form.fields(), true);
  }

  /** The first value of a parameter; null if there is none. */
  public @Nullable String parameter(String name) {
    List<String> values = parameters.get(name);
    return values == null ? null : values.get(0);
  }

  /** The parameters as the browser sends them, in the query or in the body. */
  public String encoded() {
    return URLUtils.serializeParameters(parameters);
  }
}
