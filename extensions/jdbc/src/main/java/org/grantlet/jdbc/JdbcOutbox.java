package org.grantlet.jdbc;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.grantlet.store.Outbox;
import org.grantlet.store.StoredGrant;

/** The outbox, in tables beside the grants. Thread-safe. */
final class JdbcOutbox implements Outbox {
  private final OutboxWrites writes;
  private final OutboxQueue queue;
  private final OutboxRepeats repeats;
  private final OutboxCleaning cleaning;
  private final Subscriptions subscriptions;

  JdbcOutbox(Database database) {
    writes = new OutboxWrites(database);
    queue = new OutboxQueue(database);
    repeats = new OutboxRepeats(database);
    cleaning = new OutboxCleaning(database);
    subscriptions = new Subscriptions(database);
  }

  @Override
  public Optional<List<Delivery>> insert(
      StoredGrant grant, List<Event> events, Set<String> atOnce, Claim claim) {
    return writes.write(
        transaction -> JdbcGrantStore.insert(transaction::update, grant), events, atOnce, claim);
  }

  @Override
  public Optional<List<Delivery>> replace(
      StoredGrant grant, List<Event> events, Set<String> atOnce, Claim claim) {
    return writes.write(
        transaction -> JdbcGrantStore.replace(transaction::update, grant), events, atOnce, claim);
  }

  @Override
  public Optional<List<Delivery>> delete(
      StoredGrant grant, List<Event> events, Set<String> atOnce, Claim claim) {
    return writes.write(
        transaction -> JdbcGrantStore.delete(transaction::update, grant), events, atOnce, claim);
  }

  @Override
  public void subscribe(Subscription subscription) {
    subscriptions.put(subscription);
  }

  @Override
  public void unsubscribe(String recipient) {
    subscriptions.remove(recipient);
  }

  @Override
  public void drop(String recipient) {
    subscriptions.drop(recipient);
  }

  @Override
  public List<Subscription> subscriptions() {
    return subscriptions.all();
  }

  @Override
  public List<String> due(Instant now) {
    return queue.due(now);
  }

  @Override
  public List<Delivery> claim(String recipient, Claim claim, int limit) {
    return queue.claim(recipient, claim, limit);
  }

  @Override
  public boolean count(Delivery delivery, String holder) {
    return queue.count(delivery, holder);
  }

  @Override
  public void renew(Collection<Delivery> deliveries, Claim claim) {
    queue.renew(deliveries, claim);
  }

  @Override
  public void finish(List<Result> results, String holder, Instant now) {
    queue.finish(results, holder, now);
  }

  @Override
  public Optional<Backlog> backlog(int most) {
    return Optional.of(queue.backlog(most));
  }

  @Override
  public List<SetAside> setAside(int limit, int offset) {
    return repeats.setAside(limit, offset);
  }

  @Override
  public int retell(String eventId, Instant now) {
    return repeats.retell(eventId, now);
  }

  @Override
  public int redeliver(String recipient, Instant since, Instant now) {
    return repeats.redeliver(recipient, since, now);
  }

  @Override
  public void hurry(String recipient, Instant now) {
    repeats.hurry(recipient, now);
  }

  @Override
  public void forget(String accountId) {
    cleaning.forget(accountId);
  }

  @Override
  public int purge(Instant before, Instant now, int limit) {
    subscriptions.removeEnded(now);
    return cleaning.purge(before, limit);
  }
}
