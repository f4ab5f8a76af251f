/** Grantlet in a Spring Boot application. */
@NullMarked
package org.grantlet.spring;

import org.jspecify.annotations.NullMarked;
