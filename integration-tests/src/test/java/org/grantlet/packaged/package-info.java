/** What the packaged jars export, and applications that are compiled with them and run on them. */
package org.grantlet.packaged;
