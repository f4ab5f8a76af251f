/** Tests of the package. */
package org.grantlet.internal.protocol;
