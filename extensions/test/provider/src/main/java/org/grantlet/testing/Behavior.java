package org.grantlet.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one endpoint misbehaves. {@code set}, {@code remove} and {@code edit} change the JSON members
 * (at the authorization endpoint: the response parameters) of a reply that is otherwise right;
 * {@code reply} and {@code next} replace it. Thread-safe.
 */
public final class Behavior extends Edits<Behavior> {
  private static final String JSON = "application/json";
  private static final int MEGABYTE = 1 << 20;

  private final Executor executor;
  private final Deque<Reply> next = new ConcurrentLinkedDeque<>();
  private volatile @Nullable Function<RecordedRequest, Reply> standing;
  private volatile @Nullable Gate gate;
  private volatile int redirect;
  private volatile String type = JSON;

  Behavior(Executor executor) {
    this.executor = executor;
  }

  @Override
  Behavior self() {
    return this;
  }

  /** Answers every request with this. */
  public Behavior reply(Reply reply) {
    return reply(request -> reply);
  }

  /** Answers every request with what the function says. */
  public Behavior reply(Function<RecordedRequest, Reply> function) {
    standing = function;
    return this;
  }

  /** Answers the next requests with these, one each, before anything else applies. */
  public Behavior next(Reply... replies) {
    next.addAll(Arrays.asList(replies));
    return this;
  }

  /** Says the right thing under another {@code Content-Type}. */
  public Behavior type(String contentType) {
    type = contentType;
    return this;
  }

  String type() {
    return type;
  }

  /** Never answers. */
  public Behavior hang() {
    return reply(Reply.hang());
  }

  /** Holds replies back until the gate is opened; they are then what they would have been. */
  public Gate gate() {
    Gate made = new Gate(executor);
    gate = made;
    return made;
  }

  /** Answers rightly in every way but the size: more than two mebibytes. */
  public Behavior huge() {
    return set("padding", "x".repeat(2 * MEGABYTE));
  }

  /**
   * Redirects to a second address of the same endpoint that answers rightly: a client that follows
   * notices nothing.
   *
   * @param status 301, 302, 303, 307 or 308
   */
  public Behavior redirect(int status) {
    redirect = status;
    return this;
  }

  /**
   * Says an error in the place of success: at the authorization endpoint an error response with
   * {@code state} and {@code iss}, elsewhere an error in a reply of status 200.
   */
  public Behavior error(String code, @Nullable String description) {
    return edit(
        members -> {
          members.keySet().retainAll(Set.of("state", "iss"));
          members.put("error", code);
          if (description != null) {
            members.put("error_description", description);
          }
        });
  }

  /** Says a response parameter once more, with this value. */
  public Behavior add(String name, String value) {
    return edit(
        members -> {
          List<Object> values = new ArrayList<>();
          if (members.get(name) instanceof List<?> several) {
            values.addAll(several);
          } else if (members.get(name) != null) {
            values.add(members.get(name));
          }
          values.add(value);
          members.put(name, values);
        });
  }

  @Override
  public Behavior reset() {
    next.clear();
    standing = null;
    redirect = 0;
    type = JSON;
    Gate closed = gate;
    gate = null;
    if (closed != null) {
      closed.open();
    }
    return super.reset();
  }

  void pass(Runnable reply) {
    Gate closed = gate;
    if (closed == null) {
      reply.run();
    } else {
      closed.pass(reply);
    }
  }

  /** What the test dictates for this request; null if nothing. */
  @Nullable Reply dictated(RecordedRequest request, String issuer) {
    Reply first = next.poll();
    if (first != null) {
      return first;
    }
    if (redirect != 0) {
      return Reply.redirect(redirect, issuer + MOVED + request.uri());
    }
    Function<RecordedRequest, Reply> function = standing;
    return function == null ? null : function.apply(request);
  }

  /** Prefix of the addresses that {@link #redirect} points to. */
  static final String MOVED = "/moved";
}
