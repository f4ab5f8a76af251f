/** Grantlet's paths in Spring Security. */
@NullMarked
package org.grantlet.spring.security;

import org.jspecify.annotations.NullMarked;
