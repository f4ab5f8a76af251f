/** Draws the pages in the user's language. */
@NullMarked
package org.grantlet.servlet.internal.pages;

import org.jspecify.annotations.NullMarked;
