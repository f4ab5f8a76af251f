/** Compares the rooms that docs/architecture.md shows with the code. */
package org.grantlet.architecture;
