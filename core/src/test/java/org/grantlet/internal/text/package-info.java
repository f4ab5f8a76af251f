/** Texts for people. */
package org.grantlet.internal.text;
