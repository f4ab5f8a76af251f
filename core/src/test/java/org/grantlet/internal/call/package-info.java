@NullMarked
package org.grantlet.internal.call;

import org.jspecify.annotations.NullMarked;
