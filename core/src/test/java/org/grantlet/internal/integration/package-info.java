/** Tests of the package. */
package org.grantlet.internal.integration;
