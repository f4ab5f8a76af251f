/** Tests of where the filter stands. */
@NullMarked
package org.grantlet.servlet.internal.place;

import org.jspecify.annotations.NullMarked;
