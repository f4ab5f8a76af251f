/** Owns integrations: their rules, secrets and addresses, and which of them a request may use. */
@NullMarked
package org.grantlet.internal.integration;

import org.jspecify.annotations.NullMarked;
