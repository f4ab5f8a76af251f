package org.grantlet.servlet.pages;

import java.util.List;
import org.grantlet.servlet.internal.pages.DrawnPage;
import org.jspecify.annotations.Nullable;

/**
 * A page to draw. {@link #head()}, {@link #style()} and {@link #main()} are HTML for a layout of
 * your own; everything else is plain text that you have to escape. Immutable.
 */
public final class Page {
  private final DrawnPage drawn;

  /** For Grantlet alone, which draws it. */
  public Page(DrawnPage drawn) {
    this.drawn = drawn;
  }

  /** The kinds of pages. */
  public enum Kind {
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
  public record Link(String href, String label) {}

  /**
   * Where to find an error in the log.
   *
   * @param label the name of the reference
   * @param requestId the {@code request_id} of the log lines
   * @param error the wire string of an {@link org.grantlet.ErrorCode}
   */
  public record Reference(String label, String requestId, String error) {}

  /** The kind of the page. */
  public Kind kind() {
    return drawn.kind();
  }

  /** The application to which the page belongs. */
  public Brand brand() {
    return drawn.brand();
  }

  /** The language of the texts, as a BCP 47 tag. */
  public String language() {
    return drawn.language();
  }

  /** {@code ltr} or {@code rtl}. */
  public String direction() {
    return drawn.direction();
  }

  /** The heading. */
  public String title() {
    return drawn.title();
  }

  /** The text; empty if the title is enough. */
  public String text() {
    return drawn.text();
  }

  /** The problem with the user's last input. */
  public @Nullable String problem() {
    return drawn.problem();
  }

  /** The forms. */
  public List<Form> forms() {
    return drawn.forms();
  }

  /** The link to another page. */
  public @Nullable Link link() {
    return drawn.link();
  }

  /** Small print. */
  public @Nullable String note() {
    return drawn.note();
  }

  /** The reference; on error pages only. */
  public @Nullable Reference reference() {
    return drawn.reference();
  }

  /** The nonce; without it, the browser ignores styles and scripts. */
  public String nonce() {
    return drawn.nonce();
  }

  /** HTML for the head: title, viewport, and the automatic repeat of a request. */
  public String head() {
    return drawn.head();
  }

  /** HTML of Grantlet's own style; leave it out to use your own. */
  public String style() {
    return drawn.style();
  }

  /** HTML of the {@code main} element, with all of the above. */
  public String main() {
    return drawn.main();
  }

  /** HTML of the whole page as Grantlet draws it. */
  public String html() {
    return drawn.html();
  }
}
