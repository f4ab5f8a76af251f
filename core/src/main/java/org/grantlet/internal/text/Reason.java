package org.grantlet.internal.text;

import java.io.PrintWriter;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why something failed, as the end of a message. */
public final class Reason {
  private static final int LENGTH = 200;

  /** A chain of causes may be longer than what one of them says. */
  private static final int CHAIN_LENGTH = 500;

  private static final int CAUSES = 8;

  /** As much of a foreign text as is searched for secrets. */
  private static final int READ = 1000;

  /** So many characters of a secret in a row are no accident. */
  private static final int RUN = 12;

  /** A word of fewer characters is found in any text. */
  private static final int SHORTEST = 6;

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

  /**
   * Foreign text without secrets that it repeats, whole or in part: each run of at least twelve of
   * a secret's characters, as they are or percent-encoded, becomes {@code ***}. A secret that is
   * shorter, which no provider issues, is found as a whole. Cut to a few times the length of a
   * message, so call this before {@link #clean}.
   */
  public static String without(String text, Collection<String> secrets) {
    String cut = text.length() <= READ ? text : text.substring(0, READ);
    BitSet hidden = new BitSet();
    for (String secret : secrets) {
      hide(cut, secret, hidden);
      String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
      if (!encoded.equals(secret)) {
        hide(cut, encoded, hidden);
      }
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < cut.length(); i++) {
      if (!hidden.get(i)) {
        shown.append(cut.charAt(i));
      } else if (i == 0 || !hidden.get(i - 1)) {
        shown.append("***");
      }
    }
    return shown.toString();
  }

  private static void hide(String text, String secret, BitSet hidden) {
    int length = Math.min(secret.length(), RUN);
    if (length < SHORTEST) {
      return;
    }
    for (int i = 0; i + length <= text.length(); i++) {
      if (secret.contains(text.substring(i, i + length))) {
        hidden.set(i, i + length);
      }
    }
  }

  /** Foreign text in full length, without line breaks, controls and bidirectional formatting. */
  public static String printable(String text) {
    return UNPRINTABLE.matcher(text).replaceAll(" ");
  }

  private static String clean(String text, int length) {
    return printable(text.length() <= length ? text : text.substring(0, length) + "…");
  }
}
