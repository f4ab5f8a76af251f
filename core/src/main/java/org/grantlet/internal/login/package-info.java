/**
 * The flow: a login URL becomes an authorization pending, the attempt a result, the result what the
 * application has seen. A login has one value for all of them, and each step is made once.
 *
 * <p>{@link org.grantlet.internal.login.LoginUrls} begins, {@link
 * org.grantlet.internal.login.OpenedLogin} is redeemed, {@link
 * org.grantlet.internal.login.StateCheck} checks the state of the provider's answer, {@link
 * org.grantlet.internal.login.PendingLogin} is finished with it, {@link
 * org.grantlet.internal.login.IssuedRedirects} checks the return to the application.
 */
@NullMarked
package org.grantlet.internal.login;

import org.jspecify.annotations.NullMarked;
