/** The pages as HTML. */
package org.grantlet.servlet.internal.pages;
