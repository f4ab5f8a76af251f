/** Tests of the Actuator. */
@NullMarked
package org.grantlet.spring.actuate;

import org.jspecify.annotations.NullMarked;
