package org.grantlet.internal.event;

import java.time.Instant;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What a recipient made of an event. Immutable.
 *
 * @param kind what is to be done
 * @param notBefore for {@link Kind#AGAIN}: when it may be told again
 * @param reason why it was not heard; null if it was
 */
public record Outcome(Kind kind, @Nullable Instant notBefore, @Nullable String reason) {
  /** What is to be done. */
  public enum Kind {
    /** Nothing: it was heard. */
    HEARD,
    /** Tell it again later; later events of the grant wait. */
    AGAIN,
    /** Set this event aside for this recipient, and go on with the next one. */
    SET_ASIDE,
    /** Forget all that the recipient has still to hear, this event included. */
    GONE
  }

  /** It was heard. */
  public static Outcome heard() {
    return new Outcome(Kind.HEARD, null, null);
  }

  /** It is to be told again. */
  public static Outcome again(Instant notBefore, String reason) {
    return new Outcome(Kind.AGAIN, notBefore, reason);
  }

  /** It is to be set aside. */
  public static Outcome setAside(String reason) {
    return new Outcome(Kind.SET_ASIDE, null, reason);
  }

  /** The recipient hears nothing any more. */
  public static Outcome gone(String reason) {
    return new Outcome(Kind.GONE, null, reason);
  }

  /** The reason, for the store: printable, and cut. */
  @Nullable String storedReason() {
    return reason == null ? null : Reason.clean(reason);
  }
}
