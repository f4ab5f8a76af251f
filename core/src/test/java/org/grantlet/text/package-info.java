/** Texts for people. */
package org.grantlet.text;
