/**
 * A small identity provider in the place of Google or Microsoft: real OpenID Connect with the
 * Nimbus SDK, without code of Grantlet. It stores nothing beyond the process.
 */
@NullMarked
package org.grantlet.sample.provider;

import org.jspecify.annotations.NullMarked;
