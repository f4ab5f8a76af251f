package org.grantlet.sample.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.grantlet.Secret;
import org.grantlet.docs.Snippets;
import org.grantlet.internal.json.Json;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.servlet.HostedAuthFilterBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/webhooks.md shows: a receiver, and the calls of the Connect API, on a database. */
class WebhooksPageTest {
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
  private static final Server SERVER =
      new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static String baseUrl;

  @BeforeAll
  static void start() throws Exception {
    ServerConnector connector = (ServerConnector) SERVER.getConnectors()[0];
    connector.open();
    baseUrl = "http://127.0.0.1:" + connector.getLocalPort();
    ServletContextHandler context = new ServletContextHandler("/");
    HostedAuthFilterBuilder filter =
        HostedAuthFilter.builder()
            .baseUrl(baseUrl)
            .clientCredentials("app", Secret.of("app-secret"))
            .property("grantlet.encryption-key", Base64.getEncoder().encodeToString(new byte[32]))
            .property("grantlet.store", "jdbc:h2:mem:" + UUID.randomUUID())
            .property("grantlet.insecure-loopback", "true")
            .property("grantlet.detect-by-mx", "false");
    FilterHolder holder = new FilterHolder(filter.build());
    holder.setAsyncSupported(true);
    context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(new ServletHolder(receiver()), "/grantlet");
    SERVER.setHandler(context);
    SERVER.start();
  }

  /** The servlet of the page, with the secret in the place of its environment variable. */
  private static HttpServlet receiver() throws Exception {
    String source =
        Snippets.named("webhook-servlet")
            .replace("System.getenv(\"CRM_WEBHOOK_SECRET\")", "\"" + SECRET + "\"");
    JavaSnippets.compileWithImports(folder, "WebhookServlet", source);
    URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, WebhooksPageTest.class.getClassLoader());
    return (HttpServlet) loader.loadClass("WebhookServlet").getConstructor().newInstance();
  }

  @AfterAll
  static void stop() throws Exception {
    SERVER.stop();
  }

  private static String run(String script, Map<String, String> variables, int status)
      throws IOException, InterruptedException {
    ProcessBuilder process = new ProcessBuilder("bash", "-c", "set -eo pipefail\n" + script);
    process.environment().putAll(variables);
    Process started = process.directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(started.getInputStream().readAllBytes(), UTF_8);
    assertThat(started.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
    assertThat(started.exitValue()).as(output).isEqualTo(status);
    return output;
  }

  @Test
  void receiverInJava_takesWhatOpensslSigned_andNothingElse() throws Exception {
    Files.writeString(folder.resolve("body.json"), "{\"type\": \"grant.expired\"}\n");
    String sign = Snippets.named("webhook-sign");
    String receiver = baseUrl + "/grantlet";
    run(sign, Map.of("CRM_WEBHOOK_SECRET", SECRET, "RECEIVER", receiver), 0);
    String other = "whsec_" + "A".repeat(42) + "E=";
    assertThat(run(sign, Map.of("CRM_WEBHOOK_SECRET", other, "RECEIVER", receiver), 22))
        .contains("webhook-signature is of another secret");
  }

  @Test
  void callOfThePage_makesAWebhook() throws Exception {
    String made =
        run(
                Snippets.named("webhook-create"),
                Map.of("CLIENT_ID", "app", "CLIENT_SECRET", "app-secret", "BASE_URL", baseUrl),
                0)
            .replaceFirst("(?s)^.*?(?=\\{)", "");
    Map<String, Object> webhook = Json.asObject(Json.object(made).get("data"));
    assertThat(webhook)
        .containsEntry("status", "active")
        .containsEntry("trigger_types", List.of("grant.expired", "grant.recovered"));
    assertThat((String) webhook.get("webhook_secret")).startsWith("whsec_");

    String path = "/webhooks/" + webhook.get("id");
    assertThat(call("GET", path, "")).doesNotContainKey("webhook_secret");
    assertThat(call("PUT", path, "{\"webhook_url\":\"" + baseUrl + "/grantlet\"}"))
        .containsEntry("trigger_types", List.of("grant.*"));
    assertThat(call("POST", path + "/test", ""))
        .containsEntry("type", "webhook.test")
        .containsEntry("delivered", false)
        .containsEntry("status", 400);
    assertThat(call("POST", path + "/rotate-secret?overlap=60", ""))
        .containsKeys("webhook_secret", "old_secret_until");
    assertThat(call("POST", path + "/redeliver?since=0", "")).containsEntry("redelivered", 0);
    assertThat(call("POST", path + "/enable", "")).containsEntry("status", "active");
    assertThat(send("GET", path + "/deliveries?limit=1", "").body())
        .contains("\"answer\":", "webhook-signature is of another secret");
    assertThat(send("DELETE", path, "").statusCode()).isEqualTo(200);
    assertThat(send("GET", path, "").body()).contains("webhook.not_found");
    assertThat(send("POST", "/webhooks", "{\"webhook_url\":\"https://10.0.0.1/\"}").body())
        .contains("webhook_url leads to a private address (allowed by");
  }

  @Test
  void webhookInCode_isTaken() {
    Secret secret = Secret.of(SECRET);
    HostedAuthFilterBuilder filter =
        // snippet: webhook-builder
        HostedAuthFilter.builder()
            .grantlet(
                grantlet ->
                    grantlet.webhook(
                        "crm",
                        "https://crm.example.com/grantlet",
                        secret,
                        "grant.expired",
                        "grant.recovered"))
        // end of snippet
        ;
    assertThat(filter.build()).isNotNull();
  }

  private static Map<String, Object> call(String method, String path, String body)
      throws Exception {
    HttpResponse<String> response = send(method, path, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.asObject(Json.object(response.body()).get("data"));
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws Exception {
    String basic = Base64.getEncoder().encodeToString("app:app-secret".getBytes(UTF_8));
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(baseUrl + "/connect" + path))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
