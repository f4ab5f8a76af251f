/** Tests of the package. */
package org.grantlet.servlet.internal.http;
