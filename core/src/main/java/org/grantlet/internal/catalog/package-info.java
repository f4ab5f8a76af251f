/** Reads and checks provider definitions, one JSON file each. */
@NullMarked
package org.grantlet.internal.catalog;

import org.jspecify.annotations.NullMarked;
