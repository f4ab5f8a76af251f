/** Encryption at rest. */
package org.grantlet.internal.crypto;
