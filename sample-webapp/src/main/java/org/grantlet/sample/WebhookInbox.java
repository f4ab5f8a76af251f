package org.grantlet.sample;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** The last webhooks that arrived, and the pages that show them as they come. Thread-safe. */
final class WebhookInbox {
  private static final int AT_MOST = 200;

  /**
   * What arrived.
   *
   * @param id the same for each repetition
   * @param accountId whose account it is about
   * @param about the account, for people
   */
  record Message(String id, String type, @Nullable String accountId, String about, Instant at) {}

  private final Deque<Message> last = new ArrayDeque<>();
  private final Set<BlockingQueue<Message>> watching = ConcurrentHashMap.newKeySet();

  /** Keeps a message, unless it is a repetition. */
  void add(Message message) {
    synchronized (last) {
      if (last.stream().anyMatch(known -> known.id().equals(message.id()))) {
        return;
      }
      if (last.size() == AT_MOST) {
        last.removeLast();
      }
      last.addFirst(message);
    }
    watching.forEach(queue -> queue.offer(message)); // a page that does not read misses some
  }

  /** Those about a user's accounts, the newest first. */
  List<Message> of(String accountId) {
    synchronized (last) {
      return new ArrayList<>(
          last.stream().filter(message -> accountId.equals(message.accountId())).toList());
    }
  }

  /** What arrives from now on. */
  BlockingQueue<Message> watch() {
    BlockingQueue<Message> queue = new LinkedBlockingQueue<>(AT_MOST);
    watching.add(queue);
    return queue;
  }

  void unwatch(BlockingQueue<Message> queue) {
    watching.remove(queue);
  }

  int watchers() {
    return watching.size();
  }
}
