/** Acme Planner: a small Spring Boot application whose users connect their calendars. */
@NullMarked
package org.grantlet.sample.boot;

import org.jspecify.annotations.NullMarked;
