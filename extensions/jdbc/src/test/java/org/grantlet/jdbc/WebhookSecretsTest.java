package org.grantlet.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.grantlet.ConfigurationException;
import org.grantlet.Grantlet;
import org.grantlet.GrantletBuilder;
import org.grantlet.GrantletException;
import org.grantlet.Secret;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.internal.engine.Engine;
import org.grantlet.internal.text.WebhookSignature;
import org.grantlet.internal.webhook.Attempt;
import org.grantlet.internal.webhook.Webhook;
import org.grantlet.internal.webhook.WebhookChanges.Made;
import org.grantlet.internal.webhook.Webhooks;
import org.grantlet.jdbc.WebhookReceiver.Arrived;
import org.grantlet.jdbc.WebhookReceiver.Reply;
import org.grantlet.store.Durable;
import org.grantlet.testing.Patience;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where secrets of webhooks are, where webhooks may go, and those of the configuration. */
class WebhookSecretsTest {
  private static final Secret SECRET = Secret.of(WebhookSignature.secret(new byte[32]));
  private static final Secret NEXT =
      Secret.of(WebhookSignature.secret("the next key, 24 bytes at least".getBytes(UTF_8)));

  private static EventNodes nodes;
  private final WebhookReceiver receiver = new WebhookReceiver();

  @BeforeAll
  static void startProvider() {
    nodes = new EventNodes();
  }

  @AfterAll
  static void stopProvider() {
    nodes.close();
  }

  @BeforeEach
  void emptyDatabase() {
    nodes.clear();
  }

  @AfterEach
  void stop() {
    nodes.closeNodes();
    receiver.close();
  }

  private static Webhooks webhooks(Grantlet node) {
    return Engine.of(node).webhooks();
  }

  private static String database() throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(nodes.url());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("script")) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    return String.join("\n", lines);
  }

  @Test
  void secret_isInNoRow_evenIfTheReceiverAnswersWithIt() throws Exception {
    Grantlet node = nodes.node();
    Made made = webhooks(node).changes().create(receiver.url(), null, "for the CRM");
    String secret = made.secret().reveal();
    String base64 = secret.substring("whsec_".length());
    receiver.answer =
        message ->
            new Reply(
                500, "bad secret " + secret + "\n\u001b[2J" + base64 + "x".repeat(2_000), Map.of());
    nodes.connect(node, "ada");
    Patience.await("an attempt")
        .until(() -> !webhooks(node).deliveries(made.webhook().id(), 10, 0).isEmpty());

    Attempt attempt = webhooks(node).deliveries(made.webhook().id(), 10, 0).get(0);
    assertThat(attempt.answer()).startsWith("bad secret ***").hasSize(1024);
    assertThat(attempt.answer()).doesNotContain(base64, "\n", "\u001b");
    assertThat(database()).contains("for the CRM").doesNotContain(base64, base64.replace("=", ""));
    assertThat(webhooks(node).get(made.webhook().id()).toString()).doesNotContain("key=of");
    assertThat(made.toString()).doesNotContain(base64);
  }

  @Test
  void accountThatIsForgotten_isInNoDelivery() throws Exception {
    Grantlet node = nodes.node();
    String id = webhooks(node).changes().create(receiver.url(), null, null).webhook().id();
    receiver.answer = message -> new Reply(200, "got " + message.object().get("email"), Map.of());
    String email = nodes.connect(node, "ada").email();
    Patience.await("an attempt").until(() -> !webhooks(node).deliveries(id, 10, 0).isEmpty());
    assertThat(database()).contains("got " + email);
    node.grants().deleteAll("ada");
    Patience.await("the deletion is told").until(() -> receiver.arrived.size() == 2);
    Patience.await("nothing is left").until(() -> !database().contains("got " + email));
  }

  @Test
  void keyRotation_encryptsTheSecretsAgain() throws Exception {
    EncryptionKey old = EncryptionKey.parse("old:" + EncryptionKey.random().encoded()).get(0);
    EncryptionKey next = EncryptionKey.parse("next:" + EncryptionKey.random().encoded()).get(0);
    Made made;
    try (Grantlet node = nodes.node(builder -> builder.encryptionKey(Durable.key(old)))) {
      made = webhooks(node).changes().create(receiver.url(), null, null);
      webhooks(node).changes().rotate(made.webhook().id(), Duration.ofDays(1));
    }
    try (Grantlet node = nodes.node(builder -> builder.encryptionKey(Durable.key(next, old)))) {
      int first = node.reencrypt();
      assertThat(first).isPositive();
      assertThat(node.reencrypt()).isZero();
    }
    try (Grantlet node = nodes.node(builder -> builder.encryptionKey(Durable.key(next)))) {
      webhooks(node).test(made.webhook().id());
    }
    receiver.arrived.get(0).verify(made.secret(), nodes.clock);
  }

  @Test
  void webhookOfTheConfiguration_isMade_changed_andCannotBeChangedOtherwise() throws Exception {
    Grantlet node = nodes.node(with(receiver.url(), SECRET, "grant.created"));
    nodes.connect(node, "ada");
    Patience.await("the event").until(() -> receiver.arrived.size() == 1);
    receiver.arrived.get(0).verify(SECRET, nodes.clock);
    assertThatThrownBy(() -> webhooks(node).changes().update("crm", receiver.url(), null, null))
        .isInstanceOf(GrantletException.class)
        .hasMessage("The configuration made the webhook crm: change its keys");
    assertThatThrownBy(() -> webhooks(node).changes().rotate("crm", Duration.ZERO))
        .hasMessageContaining("grantlet.webhook.crm.secret");

    Secret both = Secret.of(NEXT.reveal() + ", " + SECRET.reveal());
    Grantlet second = nodes.node(with(receiver.url(), both, "grant.deleted"));
    Webhook changed = webhooks(second).get("crm");
    assertThat(changed.types()).containsExactly("grant.deleted");
    webhooks(second).test("crm");
    Arrived test = receiver.arrived.get(receiver.arrived.size() - 1);
    test.verify(SECRET, nodes.clock);
    test.verify(NEXT, nodes.clock);
    Grantlet third = nodes.node(with(receiver.url(), both, "grant.deleted"));
    assertThat(webhooks(third).get("crm")).as("nothing to change").isEqualTo(changed);
  }

  @Test
  void webhookWhoseKeysAreGone_endsAfterThreeDays() {
    Grantlet node = nodes.node(with(receiver.url(), SECRET));
    node.close();
    Grantlet without = nodes.node();
    assertThat(webhooks(without).list()).hasSize(1);
    nodes.clock.advance(Duration.ofDays(3).plusSeconds(1));
    Patience.await("the end").until(() -> webhooks(without).list().isEmpty());
  }

  private static UnaryOperator<GrantletBuilder> with(String url, Secret secret, String... types) {
    return builder -> builder.webhook("crm", url, secret, types);
  }

  @Test
  void allThatIsWrongWithTheConfiguration_isToldTogether() {
    assertThatThrownBy(
            () ->
                nodes.node(
                    builder ->
                        builder
                            .webhook(
                                "crm", "ftp://crm.example.com", Secret.of("secret"), "grant.create")
                            .webhook("erp", "", Secret.of(""))
                            .webhook(
                                "bi", "https://u:hunter2@bi.example.com/?key=hunter2", SECRET)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            "grantlet.webhook.crm.url must be an absolute https URL: 'ftp://crm.example.com'",
            "grantlet.webhook.crm.secret must be whsec_ and the base64 of 24 to 64 random bytes",
            "'grant.create'; did you mean grant.created?",
            "grantlet.webhook.erp.url is missing",
            "grantlet.webhook.erp.secret is missing. Here is a new one",
            "grantlet.webhook.bi.url must be an absolute https URL")
        .message()
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource({
    "http://crm.example.com/, must be https",
    "https://10.0.0.1/, leads to a private address (allowed by"
        + " grantlet.webhook-private-endpoints=true)",
    "https://192.168.1.1:8443/x, leads to a private address",
    "https://[fd00::1]/, leads to a private address",
    "https://169.254.169.254/latest/meta-data/, leads to a private address",
    "https://2130706433/, is no name and no address",
    "https://user:password@crm.example.com/, must be an absolute https URL",
    "https://crm.example.com/#x, must have no fragment",
    "file:///etc/passwd, must be an absolute https URL",
  })
  void urlThatLeadsInside_isRefused(String url, String problem) {
    Grantlet node = nodes.node();
    assertThatThrownBy(() -> webhooks(node).changes().create(url, null, null))
        .isInstanceOf(GrantletException.class)
        .hasMessageContaining("webhook_url " + problem);
    assertThat(webhooks(node).list()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"https://localhost/", "https://LOCALHOST./", "https://127.0.0.1/", "https://[::1]/"})
  void loopback_isRefused_unlessTheDeploymentAllowsIt(String url) {
    try (Grantlet node =
        Grantlet.builder()
            .baseUrl("https://app.example.com")
            .encryptionKey(Durable.key())
            .stores(nodes::stores)
            .build()) {
      assertThatThrownBy(() -> webhooks(node).changes().create(url, null, null))
          .hasMessageContaining("allowed by grantlet.insecure-loopback=true");
    }
  }

  @Test
  void privateEndpointsOfProviders_openNothingToWebhooks_andTheOtherWayRound() {
    Grantlet providers = nodes.node(builder -> builder.privateEndpoints(true));
    assertThatThrownBy(() -> webhooks(providers).changes().create("https://10.0.0.1/", null, null))
        .hasMessageContaining("grantlet.webhook-private-endpoints");
    Grantlet hooks = nodes.node(builder -> builder.webhookPrivateEndpoints(true));
    assertThat(webhooks(hooks).changes().create("https://10.0.0.1/", null, null)).isNotNull();
    assertThat(Engine.of(hooks).providers().policy().privateEndpoints()).isFalse();
  }
}
