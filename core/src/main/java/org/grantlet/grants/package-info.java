/**
 * Integrations and grants: what applications do with them after the flow, tokens included. {@link
 * org.grantlet.grants.Grants} and {@link org.grantlet.grants.Integrations} are the ways in.
 */
@NullMarked
package org.grantlet.grants;

import org.jspecify.annotations.NullMarked;
