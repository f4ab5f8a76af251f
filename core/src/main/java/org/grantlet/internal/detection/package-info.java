/** Finds the provider behind an email address. */
@NullMarked
package org.grantlet.internal.detection;

import org.jspecify.annotations.NullMarked;
