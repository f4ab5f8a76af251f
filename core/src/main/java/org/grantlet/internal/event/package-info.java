/** Tells events: to listeners and other recipients, at least once where the store has an outbox. */
@NullMarked
package org.grantlet.internal.event;

import org.jspecify.annotations.NullMarked;
