package org.grantlet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.grantlet.GrantletException;
import org.grantlet.store.WebhookStore.Delivery;
import org.grantlet.store.WebhookStore.Stored;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link WebhookStore} does. */
public abstract class WebhookStoreContract {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.123Z");

  private Stores stores;
  private WebhookStore store;

  /** New, empty stores. */
  protected abstract Stores open() throws Exception;

  @BeforeEach
  void start() throws Exception {
    stores = open();
    store = stores.webhooks();
  }

  @AfterEach
  void stop() {
    stores.close();
  }

  private static Delivery delivery(int minute, String accountId) {
    return new Delivery(
        UUID.randomUUID().toString(),
        accountId,
        TIME.plusSeconds(60L * minute),
        "{\"minute\":" + minute + "}");
  }

  private static List<String> bodies(int from, int to) {
    List<String> bodies =
        new ArrayList<>(
            IntStream.rangeClosed(from, to).mapToObj(i -> "{\"minute\":" + i + "}").toList());
    Collections.reverse(bodies);
    return bodies;
  }

  @Test
  void insert_keepsAWebhook_andOneOfAnId() {
    assertThat(store.insert(new Stored("crm", "{\"url\":\"é\"}", 1))).isTrue();
    assertThat(store.insert(new Stored("crm", "{}", 1))).isFalse();
    assertThat(store.find("crm")).contains(new Stored("crm", "{\"url\":\"é\"}", 1));
    assertThat(store.find("CRM")).isEmpty();
    assertThat(store.find("other")).isEmpty();
  }

  @Test
  void list_isById() {
    for (String id : List.of("c", "a", "b")) {
      store.insert(new Stored(id, "{}", 1));
    }
    assertThat(store.list()).extracting(Stored::id).containsExactly("a", "b", "c");
  }

  @Test
  void replace_ofTheVersionBefore_works_andOfAnyOther_writesNothing() {
    store.insert(new Stored("crm", "{}", 1));
    assertThat(store.replace(new Stored("crm", "{\"a\":1}", 2))).isTrue();
    assertThat(store.replace(new Stored("crm", "{\"a\":2}", 2))).isFalse();
    assertThat(store.replace(new Stored("crm", "{\"a\":2}", 4))).isFalse();
    assertThat(store.replace(new Stored("other", "{}", 2))).isFalse();
    assertThat(store.find("crm")).contains(new Stored("crm", "{\"a\":1}", 2));
  }

  @Test
  void deliveries_areTheNewestFirst_andOfOneWebhook() {
    store.insert(new Stored("crm", "{}", 1));
    store.insert(new Stored("other", "{}", 1));
    Delivery first = delivery(1, "g");
    Delivery second = delivery(2, null);
    store.log("crm", List.of(first, second), 10);
    store.log("other", List.of(delivery(3, "g")), 10);
    assertThat(store.deliveries("crm", 10, 0)).containsExactly(second, first);
    assertThat(store.deliveries("crm", 1, 1)).containsExactly(first);
    assertThat(store.deliveries("nobody", 10, 0)).isEmpty();
  }

  @Test
  void log_keepsTheNewest() {
    store.insert(new Stored("crm", "{}", 1));
    store.insert(new Stored("other", "{}", 1));
    store.log("other", List.of(delivery(0, "g")), 1);
    store.log("crm", IntStream.rangeClosed(1, 5).mapToObj(i -> delivery(i, "g")).toList(), 3);
    assertThat(store.deliveries("crm", 10, 0))
        .extracting(Delivery::body)
        .containsExactlyElementsOf(bodies(3, 5));
    store.log("crm", IntStream.rangeClosed(6, 255).mapToObj(i -> delivery(i, "g")).toList(), 200);
    assertThat(store.deliveries("crm", 1000, 0))
        .extracting(Delivery::body)
        .containsExactlyElementsOf(bodies(56, 255));
    assertThat(store.deliveries("other", 10, 0)).hasSize(1);
  }

  @Test
  void delete_takesTheDeliveriesToo_andTakesNoLaterOnes() {
    store.insert(new Stored("crm", "{}", 1));
    store.log("crm", List.of(delivery(1, "g")), 10);
    assertThat(store.delete("crm")).isTrue();
    assertThat(store.delete("crm")).isFalse();
    assertThatThrownBy(() -> store.log("crm", List.of(delivery(2, "g")), 10))
        .isInstanceOf(GrantletException.class);
    store.insert(new Stored("crm", "{}", 1));
    assertThat(store.deliveries("crm", 10, 0)).isEmpty();
  }

  @Test
  void forget_removesTheDeliveriesOfAnAccount_ofAllWebhooks() {
    store.insert(new Stored("crm", "{}", 1));
    store.insert(new Stored("other", "{}", 1));
    Delivery kept = delivery(2, "Ada");
    Delivery ofNobody = delivery(3, null);
    store.log("crm", List.of(delivery(1, "ada"), kept, ofNobody), 10);
    store.log("other", List.of(delivery(1, "ada"), delivery(2, "ada")), 10);
    store.forget("ada");
    store.forget("nobody");
    assertThat(store.deliveries("crm", 10, 0)).containsExactly(ofNobody, kept);
    assertThat(store.deliveries("other", 10, 0)).isEmpty();
  }
}
