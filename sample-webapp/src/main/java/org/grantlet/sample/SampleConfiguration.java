package org.grantlet.sample;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.grantlet.Secret;
import org.grantlet.WebhookVerifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sample's configuration of Grantlet: init-params of the filter, which system properties and
 * environment variables override. Only the filter checks them, so that it reports all problems at
 * once.
 *
 * @param demoIssuer the issuer of the demo provider
 * @param demoTokenKey what the demo provider encrypts its tokens with
 * @param demoCallbacks where the demo provider may answer
 * @param webhookSecret signs the webhooks that come here; null if none come
 * @param initParameters the filter's init-params
 */
record SampleConfiguration(
    String demoIssuer,
    SecretKey demoTokenKey,
    Set<String> demoCallbacks,
    @Nullable Secret webhookSecret,
    Map<String, String> initParameters) {
  static final String DEMO_CLIENT_ID = "acme-calendar";
  static final String DEMO_CLIENT_SECRET = "demo-client-secret";
  private static final Logger LOG = LoggerFactory.getLogger(SampleConfiguration.class);
  private static final Path FOLDER = Path.of("data");
  private static final int KEY_BYTES = 32;

  static SampleConfiguration of(int port, boolean demoProvider) throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("grantlet.base-url", "http://localhost:" + port);
    parameters.put("grantlet.client-id", "acme-calendar");
    parameters.put("grantlet.client-secret", "acme-calendar-demo-secret");
    parameters.put("grantlet.custom-providers", "true");
    parameters.put("grantlet.insecure-loopback", "true");
    parameters.put("grantlet.detect-by-mx", "false"); // the sample needs no network
    parameters.put("grantlet.application-name", "Acme Calendar");
    parameters.put("grantlet.logo", "/acme.svg");
    parameters.put("grantlet.accent-color", "#0b6e5f");
    parameters.put("grantlet.listeners", EventLog.class.getName());
    String issuer = "http://127.0.0.1:" + port + "/demo-provider";
    if (demoProvider) {
      String demo = "grantlet.integration.demo.";
      parameters.put(demo + "name", "Demo Identity");
      parameters.put(demo + "issuer", issuer);
      parameters.put(demo + "client-id", DEMO_CLIENT_ID);
      parameters.put(demo + "client-secret", DEMO_CLIENT_SECRET);
      parameters.put(demo + "scope", "openid email profile calendar.read");
      parameters.put(demo + "redirect-uris", "/connected");
    }
    String store = given("grantlet.store");
    boolean durable = store != null && !store.equals("memory");
    Secret webhookSecret =
        durable && !"false".equals(given("grantlet.insecure-loopback"))
            ? Secret.of("whsec_" + Base64.getEncoder().encodeToString(random()))
            : null;
    if (webhookSecret != null) { // other nodes on this database have other ports
      String webhook = "grantlet.webhook.sample-" + port;
      parameters.put(webhook + ".url", "http://127.0.0.1:" + port + WebhookServlet.RECEIVE);
      parameters.put(webhook + ".secret", webhookSecret.reveal());
    }
    if (durable && given("grantlet.encryption-key") == null) {
      parameters.put("grantlet.encryption-key", keyIn(FOLDER.resolve("grantlet.key")));
    }
    SecretKey demoTokenKey =
        durable && demoProvider ? storedTokenKey() : new SecretKeySpec(random(), "AES");
    String callback = callbackBase(parameters) + "/callback";
    return new SampleConfiguration(
        issuer,
        demoTokenKey,
        Set.of(callback, callback + "/demo", callback + "/demo2"),
        webhookSecret,
        parameters);
  }

  /** Where the events of each provider's calendars are. */
  Map<String, URI> calendars() {
    String path = "/calendar/v3/calendars/primary/events";
    URI demo = URI.create(demoIssuer + path);
    return Map.of(
        "google", URI.create("https://www.googleapis.com" + path), "demo", demo, "demo2", demo);
  }

  /** Null if no webhook comes here. */
  @Nullable WebhookVerifier webhookVerifier() {
    return webhookSecret == null ? null : WebhookVerifier.of(webhookSecret);
  }

  private static String callbackBase(Map<String, String> parameters) {
    String baseUrl = given("grantlet.base-url");
    String path = given("grantlet.path");
    return (baseUrl == null ? parameters.get("grantlet.base-url") : baseUrl.replaceAll("/$", ""))
        + (path == null ? "/connect" : path);
  }

  /** The value of a system property or an environment variable. */
  private static @Nullable String given(String key) {
    String variable = System.getenv(key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"));
    return variable == null ? System.getProperty(key) : variable;
  }

  private static SecretKey storedTokenKey() throws IOException {
    Path file = FOLDER.resolve("demo-provider.key");
    try {
      return new SecretKeySpec(Base64.getDecoder().decode(keyIn(file)), "AES");
    } catch (IllegalArgumentException e) {
      throw new IOException(
          file.toAbsolutePath() + " is not a key in base64; delete it to have a new one made", e);
    }
  }

  /** Only the sample creates a key: an application's key must outlive its disk. */
  private static String keyIn(Path file) throws IOException {
    if (Files.notExists(file)) {
      try {
        Files.createDirectories(FOLDER);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
            file, Base64.getEncoder().encodeToString(random()), StandardOpenOption.WRITE);
      } catch (IOException e) {
        throw new IOException("cannot write a new key into " + file.toAbsolutePath(), e);
      }
      LOG.warn("made a new encryption key for the sample in {}", file.toAbsolutePath());
    }
    return Files.readString(file).strip();
  }

  private static byte[] random() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
