/** The sample of Spring Boot, packaged with each version of it. */
@NullMarked
package org.grantlet.boot;

import org.jspecify.annotations.NullMarked;
