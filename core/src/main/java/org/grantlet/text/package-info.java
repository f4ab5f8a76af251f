/** Texts for people: what goes into messages and logs. */
@NullMarked
package org.grantlet.text;

import org.jspecify.annotations.NullMarked;
