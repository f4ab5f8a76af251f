/**
 * The pages that browsers see of Grantlet, and how an application replaces them: {@link
 * org.grantlet.servlet.pages.PageRenderer} draws, {@link org.grantlet.servlet.pages.Page} is what
 * there is to draw.
 */
@NullMarked
package org.grantlet.servlet.pages;

import org.jspecify.annotations.NullMarked;
