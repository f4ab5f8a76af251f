/** What connects fake providers with the applications in this process. */
@NullMarked
package org.grantlet.test.internal;

import org.jspecify.annotations.NullMarked;
