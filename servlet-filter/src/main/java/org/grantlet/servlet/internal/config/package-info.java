/** Reads the keys of {@code grantlet.properties} and of all other places. */
@NullMarked
package org.grantlet.servlet.internal.config;

import org.jspecify.annotations.NullMarked;
