/** Tests as an application with Spring Boot has them, on JUnit 6. */
@NullMarked
package org.grantlet.spring.testing;

import org.jspecify.annotations.NullMarked;
