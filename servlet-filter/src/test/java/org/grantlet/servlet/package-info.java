/** The filter in a real container, with a real browser's manners in front and providers behind. */
package org.grantlet.servlet;
