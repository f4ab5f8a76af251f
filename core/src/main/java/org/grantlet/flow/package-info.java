/**
 * The flow: a login URL becomes an authorization attempt, the attempt a result, the result what the
 * application has seen. A login has one value for all of them, and each step is made once.
 *
 * <p>{@link org.grantlet.flow.LoginUrls} begins, {@link org.grantlet.flow.OpenedLogin} is redeemed,
 * {@link org.grantlet.flow.Callback} checks the state of the provider's answer, {@link
 * org.grantlet.flow.PendingLogin} is finished with it, {@link org.grantlet.flow.Outcomes} checks
 * the return to the application.
 */
@NullMarked
package org.grantlet.flow;

import org.jspecify.annotations.NullMarked;
