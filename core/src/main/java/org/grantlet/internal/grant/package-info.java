/**
 * Integrations and grants: what applications do with them after the flow, tokens included. {@link
 * org.grantlet.internal.grant.Grants} and {@link org.grantlet.internal.grant.Integrations} are the
 * ways in.
 */
@NullMarked
package org.grantlet.internal.grant;

import org.jspecify.annotations.NullMarked;
