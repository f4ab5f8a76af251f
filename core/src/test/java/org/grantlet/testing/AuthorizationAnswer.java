package org.grantlet.testing;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the authorization endpoint sends the browser. Immutable.
 *
 * @param uri the client's redirect URI; with the parameters, unless they are to be posted
 * @param parameters of the authorization response
 * @param formPost whether they go as a form, with {@code response_mode=form_post}
 */
public record AuthorizationAnswer(URI uri, Map<String, List<String>> parameters, boolean formPost) {

  private static final Pattern ACTION = Pattern.compile("action=\"([^\"]*)\"");
  private static final Pattern INPUT = Pattern.compile("name=\"([^\"]*)\" value=\"([^\"]*)\"");

  /** Asks an authorization endpoint as a browser does that follows no redirect. */
  static AuthorizationAnswer to(URI request) {
    HttpResponse<String> response;
    try {
      response =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(request).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    Matcher action = ACTION.matcher(response.body());
    if (response.statusCode() == 302) {
      URI target = URI.create(response.headers().firstValue("Location").orElseThrow());
      return new AuthorizationAnswer(target, URLUtils.parseParameters(target.getRawQuery()), false);
    }
    if (!action.find()) {
      throw new AssertionError(
          "Neither a redirect nor a form: " + response.statusCode() + " " + response.body());
    }
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    Matcher input = INPUT.matcher(response.body());
    while (input.find()) {
      parameters
          .computeIfAbsent(text(input.group(1)), name -> new ArrayList<>())
          .add(text(input.group(2)));
    }
    return new AuthorizationAnswer(URI.create(text(action.group(1))), parameters, true);
  }

  private static String text(String html) {
    return html.replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&");
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
