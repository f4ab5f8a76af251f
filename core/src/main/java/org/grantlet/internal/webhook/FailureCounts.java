package org.grantlet.internal.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.grantlet.AuthenticationFailure;
import org.grantlet.GrantletException;
import org.grantlet.internal.text.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells webhooks how many logins failed on this node: once a minute at most, and at most once,
 * because anybody can make logins fail. Thread-safe.
 */
final class FailureCounts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FailureCounts.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final Supplier<List<Webhook>> webhooks;
  private final WebhookDeliveries deliveries;
  private final Message.Maker messages;
  private final Clock clock;
  private final Map<String, Integer> byError = new TreeMap<>();
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  /** One for each webhook at most: none waits for another one. */
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> {
            Thread thread = new Thread(work, "grantlet-webhook-counts");
            thread.setDaemon(true);
            return thread;
          });

  private Instant since;

  FailureCounts(
      Supplier<List<Webhook>> webhooks,
      WebhookDeliveries deliveries,
      Message.Maker messages,
      Clock clock) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.messages = messages;
    this.clock = clock;
    since = clock.instant();
  }

  void add(AuthenticationFailure failure) {
    synchronized (byError) {
      byError.merge(failure.error().wire(), 1, Integer::sum);
    }
  }

  /** Sends what there is to tell, if the minute is over. */
  void sendIfDue() {
    Instant now = clock.instant();
    Map<String, Integer> counts;
    Instant from;
    synchronized (byError) {
      if (now.isBefore(since.plus(PERIOD))) {
        return;
      }
      counts = new TreeMap<>(byError);
      from = since;
      byError.clear();
      since = now;
    }
    if (!counts.isEmpty()) {
      Message message = message(counts, from, now);
      webhooks.get().stream()
          .filter(webhook -> webhook.types().contains(WebhookTypes.AUTHENTICATION_FAILED))
          .filter(Webhook::isSent)
          .forEach(webhook -> send(webhook, message));
    }
  }

  private void send(Webhook webhook, Message message) {
    if (underWay.add(webhook.id())) {
      threads.execute(
          () -> {
            try {
              deliveries.send(webhook, message);
            } catch (GrantletException e) { // its secret cannot be decrypted
              LOG.debug("webhook {} is not told of failed logins: {}", webhook.id(), Reason.of(e));
            } finally {
              underWay.remove(webhook.id());
            }
          });
    }
  }

  private Message message(Map<String, Integer> counts, Instant from, Instant now) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("count", counts.values().stream().mapToInt(Integer::intValue).sum());
    object.put("since", from.getEpochSecond());
    object.put("errors", counts);
    return messages.message(WebhookTypes.AUTHENTICATION_FAILED, now, object);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
