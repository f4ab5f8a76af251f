/**
 * Reads and writes JSON, and limits what comes as JSON. Only this package knows the JSON library.
 */
@NullMarked
package org.grantlet.internal.json;

import org.jspecify.annotations.NullMarked;
