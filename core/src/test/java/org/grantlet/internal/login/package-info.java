/** The steps of the flow, each by itself. */
package org.grantlet.internal.login;
