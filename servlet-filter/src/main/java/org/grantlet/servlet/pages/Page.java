package org.grantlet.servlet.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page to draw. {@link #head()}, {@link #style()} and {@link #main()} are HTML, ready to stand in
 * a layout of your own; everything else is plain text that has to be escaped, for whoever draws
 * more of it. Immutable.
 */
public interface Page {
  /** What a page is for. */
  enum Kind {
    /** Asks whether opening a login URL was meant. */
    CONFIRM,
    /** Lets the user choose a provider. */
    CHOOSE,
    /** Repeats a request by itself; its button is for browsers without script. */
    GO_ON,
    /** Says what went wrong and what to do. */
    ERROR
  }

  /**
   * Another page to go to.
   *
   * @param href its address
   * @param label what the link says
   */
  record Link(String href, String label) {}

  /**
   * Where to find an error in the log.
   *
   * @param label what the reference is called
   * @param requestId the {@code request_id} of the log lines
   * @param error the wire string of an {@link org.grantlet.ErrorCode}
   */
  record Reference(String label, String requestId, String error) {}

  /** What the page is for. */
  Kind kind();

  /** Whose page it is. */
  Brand brand();

  /** The language of the texts, as a BCP 47 tag. */
  String language();

  /** {@code ltr} or {@code rtl}. */
  String direction();

  /** The heading. */
  String title();

  /** What this is about; empty if the title says it all. */
  String text();

  /** What was wrong with the user's last input. */
  @Nullable String problem();

  /** What can be done here. */
  List<Form> forms();

  /** Where to go instead. */
  @Nullable Link link();

  /** Small print. */
  @Nullable String note();

  /** On error pages. */
  @Nullable Reference reference();

  /** What styles and scripts must carry, or the browser ignores them. */
  String nonce();

  /** HTML for the head: title, viewport, and what makes a page go on by itself. */
  String head();

  /** HTML of Grantlet's own style; leave it out to bring another. */
  String style();

  /** HTML of the {@code main} element, with all of the above. */
  String main();

  /** HTML of the whole page as Grantlet draws it. */
  String html();
}
