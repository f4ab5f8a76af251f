/** Proves that docs/security.md is true. */
package org.grantlet.claims;
