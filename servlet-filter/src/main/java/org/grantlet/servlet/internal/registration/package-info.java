/**
 * Registers the filter where the application has only the jar and a {@code grantlet.properties}.
 */
@NullMarked
package org.grantlet.servlet.internal.registration;

import org.jspecify.annotations.NullMarked;
