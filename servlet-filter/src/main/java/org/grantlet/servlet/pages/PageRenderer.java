package org.grantlet.servlet.pages;

/**
 * Draws the pages that browsers see of Grantlet ({@code grantlet.pages} or the builder's {@code
 * pages}). Status and headers stay Grantlet's. Implementations are thread-safe.
 *
 * <p>When the application starts, each kind of page is drawn once in each language: one that fails,
 * or leaves out what a form or a reader needs, keeps it from starting. If drawing fails later, the
 * page is shown as Grantlet draws it.
 */
@FunctionalInterface
public interface PageRenderer {
  /**
   * The whole page.
   *
   * @return HTML, which ends up as it is in the reply: escape whatever is not HTML already. Styles,
   *     style sheets and scripts need the page's nonce; images and fonts may be the application's.
   */
  String render(Page page);
}
