/** The structure of core. */
package org.grantlet;
