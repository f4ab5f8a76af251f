/** Acme Calendar, a small application that connects its users' accounts with Grantlet. */
@NullMarked
package org.grantlet.sample;

import org.jspecify.annotations.NullMarked;
