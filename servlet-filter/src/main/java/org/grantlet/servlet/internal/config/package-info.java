/** Reads the keys of {@code grantlet.properties} and all the other places they can stand in. */
@NullMarked
package org.grantlet.servlet.internal.config;

import org.jspecify.annotations.NullMarked;
