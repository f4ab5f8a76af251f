/** The endpoints that a user's browser visits, and the check of the return to the application. */
@NullMarked
package org.grantlet.servlet.internal.browser;

import org.jspecify.annotations.NullMarked;
