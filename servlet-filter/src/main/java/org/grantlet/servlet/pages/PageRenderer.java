package org.grantlet.servlet.pages;

/**
 * Draws Grantlet's pages ({@code grantlet.pages} or the builder's {@code pages}). Grantlet sets
 * status and headers. Implementations are thread-safe.
 *
 * <p>At start, each kind of page is drawn once in each language. A page that fails, or lacks a part
 * of a form or a text, keeps the application from starting. If drawing fails later, Grantlet draws
 * the page.
 */
@FunctionalInterface
public interface PageRenderer {
  /**
   * The whole page.
   *
   * @return the HTML of the reply: escape everything that is plain text. Styles, style sheets and
   *     scripts need the page's nonce; images and fonts may be the application's.
   */
  String render(Page page);
}
