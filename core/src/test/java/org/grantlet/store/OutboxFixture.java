package org.grantlet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.grantlet.Grant;
import org.grantlet.store.Outbox.Claim;
import org.grantlet.store.Outbox.Delivery;
import org.grantlet.store.Outbox.Event;
import org.grantlet.store.Outbox.Result;
import org.grantlet.store.Outbox.State;
import org.grantlet.store.Outbox.Subscription;

/** An outbox, changes that are told through it, and somebody who tells them. */
final class OutboxFixture {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant END = NOW.plusSeconds(30);
  static final String CREATED = "grant.created";
  static final String UPDATED = "grant.updated";
  static final String DELETED = "grant.deleted";
  static final Set<String> TYPES = Set.of(CREATED, UPDATED, DELETED);

  final Stores stores;
  final Outbox outbox;

  OutboxFixture(Stores stores) {
    this.stores = stores;
    assertThat(stores.outbox()).isNotNull();
    outbox = stores.outbox();
  }

  static Claim claim(String holder, Instant now) {
    return new Claim(holder, now, now.plusSeconds(30));
  }

  static StoredGrant grant(String accountId) {
    Grant grant =
        Grant.builder(UUID.randomUUID().toString(), "google", "integration-1")
            .email("ada@example.com", true)
            .accountId(accountId)
            .createdAt(NOW)
            .build();
    return new StoredGrant(grant, null, "tokens", null, 1);
  }

  static Event event(String type, StoredGrant grant, Instant time) {
    return new Event(
        UUID.randomUUID().toString(),
        type,
        time,
        grant.id(),
        grant.grant().accountId(),
        grant.version(),
        "{\"version\":" + grant.version() + "}",
        "{\"email\":\"ada@example.com\"}");
  }

  void subscribe(String... recipients) {
    for (String recipient : recipients) {
      outbox.subscribe(new Subscription(recipient, TYPES, null));
    }
  }

  /** A new grant, and its event. */
  StoredGrant insert(String accountId) {
    StoredGrant grant = grant(accountId);
    assertThat(insert(grant, Set.of())).isPresent();
    return grant;
  }

  Optional<List<Delivery>> insert(StoredGrant grant, Set<String> atOnce) {
    return outbox.insert(grant, List.of(event(CREATED, grant, NOW)), atOnce, claim("a", NOW));
  }

  /** The next version, and its event. */
  StoredGrant update(StoredGrant grant) {
    return update(grant, NOW);
  }

  StoredGrant update(StoredGrant grant, Instant time) {
    StoredGrant next = grant.next(grant.grant());
    assertThat(
            outbox.replace(next, List.of(event(UPDATED, next, time)), Set.of(), claim("a", time)))
        .isPresent();
    return next;
  }

  /** What one node gets at a time. */
  List<Delivery> claim(String recipient, String holder, Instant now) {
    return outbox.claim(recipient, claim(holder, now), 100);
  }

  Delivery claimOne(String recipient, String holder, Instant now) {
    List<Delivery> claimed = claim(recipient, holder, now);
    assertThat(claimed).hasSize(1);
    return claimed.get(0);
  }

  void finish(Delivery delivery, State state, Instant at) {
    outbox.finish(List.of(new Result(delivery, state, at, "why")), "a", NOW);
  }

  void hear(Delivery delivery) {
    finish(delivery, State.HEARD, NOW);
  }

  /** Claims and hears until nothing is due; the versions of the grants that were told. */
  List<Long> hearAll(String recipient) {
    List<Long> positions = new ArrayList<>();
    for (List<Delivery> some = claim(recipient, "a", NOW);
        !some.isEmpty();
        some = claim(recipient, "a", NOW)) {
      for (Delivery delivery : some) {
        positions.add(delivery.event().position());
        hear(delivery);
      }
    }
    return positions;
  }
}
