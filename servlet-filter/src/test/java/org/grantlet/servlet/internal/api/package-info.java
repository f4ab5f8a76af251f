/** The Connect API behind the filter in a real container, called over HTTP. */
package org.grantlet.servlet.internal.api;
