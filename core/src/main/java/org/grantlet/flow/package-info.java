/**
 * The flow: a login URL is spent for an authorization attempt, an attempt for an outcome, an
 * outcome for what the application sees. Each is spent once; nothing else makes one.
 *
 * <p>{@link org.grantlet.flow.LoginUrls} begins, {@link org.grantlet.flow.Callback} takes the
 * provider's answer, {@link org.grantlet.flow.Outcomes} checks the way home.
 */
@NullMarked
package org.grantlet.flow;

import org.jspecify.annotations.NullMarked;
