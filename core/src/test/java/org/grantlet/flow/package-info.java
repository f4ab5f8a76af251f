/** The steps of the flow, each by itself. */
package org.grantlet.flow;
