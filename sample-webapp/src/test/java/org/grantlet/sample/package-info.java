/** The sample as its users and its testers meet it. */
package org.grantlet.sample;
