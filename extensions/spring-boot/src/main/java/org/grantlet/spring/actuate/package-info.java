/** Grantlet in Spring Boot's Actuator. */
@NullMarked
package org.grantlet.spring.actuate;

import org.jspecify.annotations.NullMarked;
