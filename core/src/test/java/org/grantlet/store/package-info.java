/** Contracts of the stores, which every implementation passes. */
package org.grantlet.store;
