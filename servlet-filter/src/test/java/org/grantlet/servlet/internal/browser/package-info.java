/** Parts of the browser endpoints that tests of the whole do not reach. */
package org.grantlet.servlet.internal.browser;
