/** Encryption at rest. */
package org.grantlet.crypto;
