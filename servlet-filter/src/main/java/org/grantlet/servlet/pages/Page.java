package org.grantlet.servlet.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page to draw. {@link #head()}, {@link #style()} and {@link #main()} are HTML for a layout of
 * your own; everything else is plain text that you have to escape. Immutable. Only Grantlet
 * implements it: later versions add methods.
 */
public interface Page {
  /** The kinds of pages. */
  enum Kind {
    /** Asks whether the user meant to open a login URL. */
    CONFIRM,
    /** Lets the user choose a provider. */
    CHOOSE,
    /** Repeats a request automatically; its button is for browsers without scripts. */
    GO_ON,
    /** Explains an error and what to do. */
    ERROR
  }

  /**
   * Another page to go to.
   *
   * @param href its address
   * @param label the text of the link
   */
  record Link(String href, String label) {}

  /**
   * Where to find an error in the log.
   *
   * @param label the name of the reference
   * @param requestId the {@code request_id} of the log lines
   * @param error the wire string of an {@link org.grantlet.ErrorCode}
   */
  record Reference(String label, String requestId, String error) {}

  /** The kind of the page. */
  Kind kind();

  /** The application to which the page belongs. */
  Brand brand();

  /** The language of the texts, as a BCP 47 tag. */
  String language();

  /** {@code ltr} or {@code rtl}. */
  String direction();

  /** The heading. */
  String title();

  /** The text; empty if the title is enough. */
  String text();

  /** The problem with the user's last input. */
  @Nullable String problem();

  /** The forms. */
  List<Form> forms();

  /** The link to another page. */
  @Nullable Link link();

  /** Small print. */
  @Nullable String note();

  /** The reference; on error pages only. */
  @Nullable Reference reference();

  /** The nonce; without it, the browser ignores styles and scripts. */
  String nonce();

  /** HTML for the head: title, viewport, and the automatic repeat of a request. */
  String head();

  /** HTML of Grantlet's own style; leave it out to use your own. */
  String style();

  /** HTML of the {@code main} element, with all of the above. */
  String main();

  /** HTML of the whole page as Grantlet draws it. */
  String html();
}
