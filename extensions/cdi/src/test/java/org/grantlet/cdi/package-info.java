/** Tests of Grantlet in CDI. */
package org.grantlet.cdi;
