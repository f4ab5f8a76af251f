/**
 * The Connect API: the HTTP surface for the application's back end. Start at {@link
 * org.grantlet.servlet.internal.api.ConnectApi}.
 */
@NullMarked
package org.grantlet.servlet.internal.api;

import org.jspecify.annotations.NullMarked;
