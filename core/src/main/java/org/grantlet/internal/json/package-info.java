/** The one place that knows which JSON library is used, and the limits of what comes as JSON. */
@NullMarked
package org.grantlet.internal.json;

import org.jspecify.annotations.NullMarked;
