/** Acme Calendar, a small application that connects its users' accounts by Grantlet. */
@NullMarked
package org.grantlet.sample;

import org.jspecify.annotations.NullMarked;
