package org.grantlet.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The last webhooks that arrived, for the pages that show them as they come. Thread-safe. */
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
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private volatile boolean closed;

  /** Keeps a message, unless it is a repetition. */
  void add(Message message) {
    lock.lock();
    try {
      if (last.stream().anyMatch(known -> known.id().equals(message.id()))) {
        return;
      }
      if (last.size() == AT_MOST) {
        last.removeLast();
      }
      last.addFirst(message);
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Those about a user's accounts, the newest first. */
  List<Message> of(String accountId) {
    lock.lock();
    try {
      return last.stream().filter(message -> accountId.equals(message.accountId())).toList();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Those about a user's accounts that arrived after one of them, the oldest first; waits a while
   * for the first, unless the inbox is closed. If that one is not kept, all that are kept arrived
   * after it.
   */
  List<Message> awaitAfter(String id, String accountId, Duration patience)
      throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      List<Message> newer = after(id, accountId);
      while (newer.isEmpty() && left > 0 && !closed) {
        left = arrived.awaitNanos(left);
        newer = after(id, accountId);
      }
      return newer;
    } finally {
      lock.unlock();
    }
  }

  /** Nobody waits any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    return closed;
  }

  private List<Message> after(String id, String accountId) {
    List<Message> newer =
        new ArrayList<>(of(accountId).stream().takeWhile(each -> !each.id().equals(id)).toList());
    Collections.reverse(newer);
    return newer;
  }
}
