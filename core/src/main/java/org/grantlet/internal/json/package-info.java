/** The one place that knows which JSON library is used; not exported to applications. */
@NullMarked
package org.grantlet.internal.json;

import org.jspecify.annotations.NullMarked;
