package org.grantlet.sample.docs.migrate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.GrantQuery;
import org.grantlet.GrantSpec;
import org.grantlet.GrantletException;
import org.grantlet.Grants;

// snippet: nango-import
/** Makes grants of the connections of one Nango integration. It may run again and again. */
final class NangoImport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI nango; // https://api.nango.dev, or your own
  private final String secretKey;
  private final Grants grants;

  NangoImport(URI nango, String secretKey, Grants grants) {
    this.nango = nango;
    this.secretKey = secretKey;
    this.grants = grants;
  }

  /** What became of each connection, by its id. */
  Map<String, String> run(String providerConfigKey, String provider)
      throws IOException, InterruptedException {
    Map<String, String> report = new HashMap<>();
    for (JsonNode listed : send("GET", "/connections").path("connections")) {
      if (listed.path("provider_config_key").asText().equals(providerConfigKey)) {
        String id = listed.path("connection_id").asText();
        report.put(id, add(id, user(listed), providerConfigKey, provider));
      }
    }
    return report;
  }

  /** Who has connected it: the tag that you set when you made the Connect session. */
  private static String user(JsonNode connection) {
    String tag = connection.path("tags").path("end_user_id").asText();
    return tag.isEmpty() ? connection.path("end_user").path("id").asText() : tag;
  }

  private String add(String id, String user, String providerConfigKey, String provider)
      throws IOException, InterruptedException {
    if (user.isEmpty()) {
      return "nobody's: look into your own table";
    }
    GrantQuery query = GrantQuery.builder().provider(provider).accountId(user).limit(200).build();
    if (grants.list(query).stream().anyMatch(grant -> id.equals(grant.metadata().get("nango")))) {
      return "imported before";
    }
    String address = "/connections/" + encoded(id) + "?provider_config_key=";
    JsonNode connection = send("GET", address + encoded(providerConfigKey) + "&refresh_token=true");
    JsonNode refreshToken = connection.path("credentials").path("refresh_token");
    if (!refreshToken.isTextual()) {
      return "no refresh token: log in again";
    }
    try {
      grants.create(provider, spec(id, user, refreshToken.asText(), connection));
      return "imported";
    } catch (GrantletException e) {
      return e.code() == ErrorCode.REFRESH_TOKEN_INVALID ? "dead: log in again" : "try later";
    }
  }

  /** Settings that a provider needs come from {@code connection_config}, by Grantlet's names. */
  private static GrantSpec spec(String id, String user, String refreshToken, JsonNode connection) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("refresh_token", refreshToken);
    JsonNode subdomain = connection.path("connection_config").path("subdomain");
    if (subdomain.isTextual()) {
      settings.put("subdomain", subdomain.asText());
    }
    return new GrantSpec(settings, null, Map.of("nango", id), null, user);
  }

  private JsonNode send(String method, String address) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(nango.resolve(address))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + secretKey)
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("Nango answered " + response.statusCode());
    }
    return JSON.readTree(response.body());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
// end of snippet
