/** The programs of the pages on migration, and their tests. */
package org.grantlet.sample.docs.migrate;
