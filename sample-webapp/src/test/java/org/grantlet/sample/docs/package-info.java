/** What the README and the pages in docs show is true. */
package org.grantlet.sample.docs;
