package org.grantlet.internal.text;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why something failed, as the end of a message. */
public final class Reason {
  private static final int LENGTH = 200;

  /** A chain of causes may be longer than what one of them says. */
  private static final int CHAIN_LENGTH = 500;

  private static final int CAUSES = 8;

  /** Controls, bidirectional formatting, lone surrogates, line ends. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  /** What comes before the at sign of an email address. */
  private static final Pattern MAILBOX = Pattern.compile("[^\\s@<>()\\[\\]\"',;:=]+@(?=[\\w-])");

  private Reason() {}

  /**
   * The messages of a failure and its causes, without repetitions. One without a message, or with a
   * single word, which may be just a host name, also has its class.
   */
  public static String of(Throwable failure) {
    StringBuilder chain = new StringBuilder();
    Throwable cause = failure;
    for (int i = 0; cause != null && i < CAUSES; i++) {
      String says = says(cause);
      if (says != null && chain.indexOf(says) < 0) {
        chain.append(chain.length() == 0 ? "" : ": ").append(says);
      }
      cause = cause.getCause();
    }
    return clean(chain.toString(), CHAIN_LENGTH);
  }

  /** Null if it only wraps its cause. */
  private static @Nullable String says(Throwable failure) {
    String message = failure.getMessage();
    Throwable cause = failure.getCause();
    if (cause != null && (message == null || message.equals(cause.toString()))) {
      return null;
    }
    String name = failure.getClass().getSimpleName();
    if (message == null || message.isBlank()) {
      return name.isEmpty() ? failure.getClass().getName() : name;
    }
    return message.strip().indexOf(' ') < 0 ? name + " " + message.strip() : message.strip();
  }

  /**
   * What the application's code threw, for a log: itself, or, if its own methods throw when a log
   * reads it, one that names its class.
   */
  public static Throwable loggable(Throwable failure) {
    try {
      failure.printStackTrace(new PrintWriter(Writer.nullWriter()));
      return failure;
    } catch (Throwable e) {
      return new IllegalStateException(failure.getClass().getName() + ", which cannot be read");
    }
  }

  /**
   * Foreign text for a message: without line breaks, controls and bidirectional formatting, and cut
   * to a length.
   */
  public static String clean(String text) {
    return clean(text, LENGTH);
  }

  /** Foreign text for the log: of email addresses, the domains alone. */
  public static String masked(String text) {
    return MAILBOX.matcher(text).replaceAll("***@");
  }

  /** Foreign text in full length, without line breaks, controls and bidirectional formatting. */
  public static String printable(String text) {
    return UNPRINTABLE.matcher(text).replaceAll(" ");
  }

  private static String clean(String text, int length) {
    return printable(text.length() <= length ? text : text.substring(0, length) + "…");
  }
}
