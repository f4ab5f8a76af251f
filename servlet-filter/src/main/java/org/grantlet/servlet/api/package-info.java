/** The Connect API; so far it answers that there is nothing. */
@NullMarked
package org.grantlet.servlet.api;

import org.jspecify.annotations.NullMarked;
