/** Grants and their tokens against a real provider. */
package org.grantlet.internal.event;
