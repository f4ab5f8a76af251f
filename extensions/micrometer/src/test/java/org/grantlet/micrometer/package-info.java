/** Tests of the metrics, with logins in a real server. */
@NullMarked
package org.grantlet.micrometer;

import org.jspecify.annotations.NullMarked;
