/** What browsers meet: the login URL, the callback, the check of the way home, and the pages. */
@NullMarked
package org.grantlet.servlet.internal.browser;

import org.jspecify.annotations.NullMarked;
