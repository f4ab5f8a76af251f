/** Where the filter stands among the filters of the application. */
@NullMarked
package org.grantlet.servlet.internal.place;

import org.jspecify.annotations.NullMarked;
