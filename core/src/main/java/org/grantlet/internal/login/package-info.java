/**
 * Takes a login from the request to the result. A login is one value in the store, which each step
 * replaces once: a login URL, a pending authorization, a result, and a result that was seen.
 *
 * <p>{@link org.grantlet.internal.login.LoginUrls} begins, {@link
 * org.grantlet.internal.login.OpenedLogin} is redeemed, {@link
 * org.grantlet.internal.login.StateCheck} checks the state, {@link
 * org.grantlet.internal.login.PendingLogin} is finished, {@link
 * org.grantlet.internal.login.IssuedRedirects} checks the return to the application.
 */
@NullMarked
package org.grantlet.internal.login;

import org.jspecify.annotations.NullMarked;
