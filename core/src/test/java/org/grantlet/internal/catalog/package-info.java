/** Tests of the catalog: what it takes, what it refuses, and that the jar's own is right. */
package org.grantlet.internal.catalog;
