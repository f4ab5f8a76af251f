package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.grantlet.ConfigurationException;
import org.grantlet.Events.SetAside;
import org.grantlet.Grant;
import org.grantlet.GrantEvent;
import org.grantlet.Grantlet;
import org.grantlet.jdbc.EventNodes.Ear;
import org.grantlet.store.Outbox;
import org.grantlet.store.Stores;
import org.grantlet.testing.Patience;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listeners that hear through the outbox of a database. */
class EventTellingTest {
  private static final String CRM = "com.example.Crm";

  private static EventNodes nodes;
  private final Ear crm = new Ear(CRM);
  private final Ear mail = new Ear("com.example.Mail");

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
  void stopNodes() {
    nodes.closeNodes();
  }

  private static List<String> column(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection(nodes.url());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private static void execute(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection(nodes.url());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void listeners_hearAtOnce_onTheThreadThatDidTheWork_andOneNodeAlone() throws Exception {
    Grantlet node = nodes.node(crm, mail);
    Ear elsewhere = new Ear(CRM);
    nodes.node(elsewhere);
    Grant grant = nodes.connect(node, "account-1");
    EventNodes.change(node, grant, 1);
    node.grants().delete(grant.id());
    List<String> all = List.of("grant.created", "grant.updated", "grant.deleted");
    assertThat(crm.types()).isEqualTo(all);
    assertThat(mail.types()).isEqualTo(all);
    assertThat(crm.on.subList(1, 3)).containsOnly(Thread.currentThread());
    assertThat(crm.heard.get(0).grant()).isEqualTo(grant);
    assertThat(column("select distinct status from grantlet_delivery")).containsExactly("heard");
    assertThat(elsewhere.heard).isEmpty();
  }

  @Test
  void listenerThatFails_hearsTheSameEventAgain_beforeLaterOnesOfTheGrant() {
    Grantlet node = nodes.node(crm);
    Grant other = nodes.connect(node, "account-2");
    AtomicInteger failures = new AtomicInteger(2);
    crm.heard.clear();
    crm.then =
        event -> {
          if (event.type() == GrantEvent.Type.CREATED && failures.getAndDecrement() > 0) {
            throw new IllegalStateException("the CRM does not answer");
          }
        };
    Grant grant = nodes.connect(node, "account-1");
    EventNodes.change(node, grant, 1);
    EventNodes.change(node, other, 1);
    assertThat(crm.types()).containsExactly("grant.created", "grant.updated");
    nodes.advance(Duration.ofSeconds(1));
    String twice = "select 1 from grantlet_delivery where failures = 2";
    Patience.await("the second attempt").until(() -> !column(twice).isEmpty());
    nodes.advance(Duration.ofSeconds(5));
    Patience.await("both events").until(() -> crm.heard.size() == 5);
    GrantEvent first = crm.heard.get(0);
    assertThat(crm.heard.get(1).grantId()).isEqualTo(other.id());
    assertThat(List.of(crm.heard.get(2), crm.heard.get(3))).containsOnly(first);
    assertThat(crm.heard.get(4).grantId()).isEqualTo(grant.id());
    assertThat(node.listenerFailures()).isEqualTo(2);
  }

  @Test
  void eventThatIsNeverHeard_isSetAside_andToldAgainOnDemand() throws Exception {
    Grantlet node = nodes.node(crm);
    crm.then =
        event -> {
          throw new IllegalStateException("no such customer: ada@example.com\u202e");
        };
    Grant grant = nodes.connect(node, "account-1");
    execute("update grantlet_delivery set attempts = 9, failures = 9");
    nodes.advance(Duration.ofSeconds(1));
    Patience.await("the last attempt").until(() -> crm.heard.size() == 2);
    Patience.await("it is set aside").until(() -> !node.events().setAside(10, 0).isEmpty());
    SetAside aside = node.events().setAside(10, 0).get(0);
    assertThat(aside)
        .isEqualTo(
            new SetAside(
                crm.heard.get(0),
                "listener:" + CRM,
                10,
                nodes.clock.instant(),
                "no such customer: ada@example.com "));
    crm.then = event -> {};
    EventNodes.change(node, grant, 1);
    assertThat(crm.types()).hasSize(3).endsWith("grant.updated");
    assertThat(node.events().retell("unknown")).isZero();
    assertThat(node.events().retell(aside.event().id())).isEqualTo(1);
    Patience.await("it is told again").until(() -> crm.heard.size() == 4);
    assertThat(crm.heard.get(3)).isEqualTo(aside.event());
    assertThat(node.events().setAside(10, 0)).isEmpty();
  }

  /** A node that dies has written the change, and claimed what its listener has not heard. */
  private Outbox.Event diedTelling(Stores stores, Grant grant, Instant at) {
    Outbox outbox = stores.outbox();
    assertThat(outbox).isNotNull();
    var stored = stores.grants().find(grant.id()).orElseThrow();
    var next = stored.next(stored.grant());
    Outbox.Event event =
        new Outbox.Event(
            "0b8f6c1e-0000-4000-8000-000000000001",
            "grant.updated",
            at,
            grant.id(),
            "account-1",
            next.version() * 8,
            "{\"source\":\"https://app.example.com/connect\",\"provider\":\"test\","
                + "\"integration_id\":\"i\",\"status\":\"valid\"}",
            null);
    assertThat(
            outbox.replace(
                next,
                List.of(event),
                Set.of("listener:" + CRM),
                new Outbox.Claim("dead", at, at.plusSeconds(30))))
        .hasValueSatisfying(claimed -> assertThat(claimed).hasSize(1));
    return event;
  }

  @Test
  void nodeThatDiesWhileItTells_isFollowedByAnother() {
    Grantlet node = nodes.node(crm);
    Grant grant = nodes.connect(node, "account-1");
    Stores stores = nodes.stores();
    Outbox.Event event = diedTelling(stores, grant, nodes.clock.instant());
    stores.close();
    nodes.advance(Duration.ofSeconds(29));
    EventNodes.change(node, grant, 2);
    assertThat(crm.types()).containsExactly("grant.created");
    nodes.advance(Duration.ofSeconds(1));
    Patience.await("another node tells").until(() -> crm.heard.size() == 3);
    assertThat(crm.heard.get(1).id()).isEqualTo(event.id());
    assertThat(crm.heard.get(2).grant().metadata()).hasToString("{seats=2}");
  }

  @Test
  void eventThatEndedThreeNodes_isSetAside_andNotGivenToTheNext() {
    Grantlet node = nodes.node(crm);
    Grant grant = nodes.connect(node, "account-1");
    node.close();
    Instant at = nodes.clock.instant();
    Stores stores = nodes.stores();
    diedTelling(stores, grant, at);
    for (int round = 1; round <= 2; round++) {
      Outbox.Claim claim =
          new Outbox.Claim(
              "dead-" + round, at.plusSeconds(30L * round), at.plusSeconds(30L * (round + 1)));
      List<Outbox.Delivery> claimed = stores.outbox().claim("listener:" + CRM, claim, 10);
      assertThat(claimed).hasSize(1);
      assertThat(stores.outbox().count(claimed.get(0), claim.holder())).isTrue();
    }
    stores.close();
    nodes.clock.advance(Duration.ofSeconds(90));
    Grantlet next = nodes.node(crm);
    Patience.await("it is set aside").until(() -> !next.events().setAside(10, 0).isEmpty());
    assertThat(next.events().setAside(10, 0).get(0).reason())
        .isEqualTo("3 attempts have no result: their nodes ended, or lost the database");
    assertThat(crm.types()).containsExactly("grant.created");
  }

  @Test
  void slowListener_holdsUpNobodyElse_andIsToldOnOtherGrants() throws Exception {
    Grantlet node = nodes.node(crm, mail);
    CountDownLatch slow = new CountDownLatch(1);
    Grant grant = nodes.connect(node, "account-1");
    mail.then = event -> await(slow);
    Thread thread = new Thread(() -> EventNodes.change(node, grant, 1));
    thread.start();
    Patience.await("the slow one began").until(() -> mail.heard.size() == 2);
    EventNodes.change(node, grant, 2);
    assertThat(crm.types()).containsExactly("grant.created", "grant.updated", "grant.updated");
    assertThat(mail.heard).hasSize(2);
    slow.countDown();
    thread.join();
    Patience.await("the next one").until(() -> mail.heard.size() == 3);
    assertThat(mail.heard.get(2).grant().metadata()).hasToString("{seats=2}");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void atMostOnce_tellsOnce_whateverHappens() throws Exception {
    Grantlet node = nodes.node(builder -> builder.listenersAtMostOnce(true), crm, new Ear(CRM));
    crm.then =
        event -> {
          throw new IllegalStateException("no");
        };
    nodes.connect(node, "account-1");
    assertThat(crm.types()).containsExactly("grant.created");
    assertThat(column("select recipient from grantlet_delivery")).isEmpty();
  }

  @Test
  void namesOfListeners_thatCannotBeKeptApart_areProblems() {
    assertThatThrownBy(() -> nodes.node(crm, new Ear(CRM), new Ear("")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "two listeners have the name com.example.Crm, under which the store keeps what they"
                + " have still to hear: override name() in their class, so that each has its own")
        .hasMessageContaining(
            Ear.class.getName() + " has a name() that cannot be used: it must be of 1 to 180");
  }

  @Test
  void deleteAll_leavesNothingPersonalOfTheAccount_andIsTold() throws Exception {
    Grantlet node = nodes.node(crm);
    Grant first = nodes.connect(node, "account-1");
    Grant kept = nodes.connect(node, "account-2");
    crm.then =
        event -> {
          throw new IllegalStateException("not now, " + event.grant().email());
        };
    EventNodes.change(node, first, 1);
    assertThat(node.grants().deleteAll("account-1")).containsOnlyKeys(first.id());
    assertThat(node.grants().deleteAll("account-1")).isEmpty();
    assertThat(node.grants().find(kept.id())).isPresent();
    String personal = String.join("", column("select personal from grantlet_event"));
    assertThat(personal).contains("pro-plan").doesNotContain(first.id());
    assertThat(column("select personal from grantlet_event where account_id = 'account-1'"))
        .hasSize(2)
        .containsOnlyNulls();
    assertThat(column("select reason from grantlet_delivery where reason is not null")).isEmpty();
    crm.then = event -> {};
    crm.heard.clear();
    nodes.advance(Duration.ofSeconds(1));
    Patience.await("both are told").until(() -> crm.heard.size() == 2);
    assertThat(crm.types()).containsExactly("grant.updated", "grant.deleted");
    assertThat(crm.heard)
        .allMatch(event -> event.grant().email() == null && event.grant().metadata().isEmpty())
        .allMatch(event -> "account-1".equals(event.grant().accountId()));
  }
}
