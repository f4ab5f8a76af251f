/**
 * What an application uses: integrations, hosted auth requests, grants, events and errors. {@link
 * org.grantlet.Grantlet} is the entry point.
 *
 * <p>A method of a builder refuses null with a {@link NullPointerException} that names the
 * parameter, unless the parameter is {@code @Nullable}: then null means that nothing is said.
 */
@NullMarked
package org.grantlet;

import org.jspecify.annotations.NullMarked;
