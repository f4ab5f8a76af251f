/**
 * A small identity provider that stands in for Google, Microsoft and the like: real OpenID Connect
 * on the Nimbus SDK, nothing of Grantlet in it, and nothing kept beyond the process.
 */
@NullMarked
package org.grantlet.sample.provider;

import org.jspecify.annotations.NullMarked;
