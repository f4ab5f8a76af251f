/** Tests of whole applications with Spring Security. */
@NullMarked
package org.grantlet.spring.security;

import org.jspecify.annotations.NullMarked;
