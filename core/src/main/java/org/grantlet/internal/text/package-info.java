/** Texts for people: what goes into messages and logs. */
@NullMarked
package org.grantlet.internal.text;

import org.jspecify.annotations.NullMarked;
