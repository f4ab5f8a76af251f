/** Sends events to URLs of the application. Start at {@link Webhooks}. */
@NullMarked
package org.grantlet.internal.webhook;

import org.jspecify.annotations.NullMarked;
