/**
 * What a page renderer gets: {@link org.grantlet.servlet.pages.PageRenderer} draws a {@link
 * org.grantlet.servlet.pages.Page}.
 */
@NullMarked
package org.grantlet.servlet.pages;

import org.jspecify.annotations.NullMarked;
