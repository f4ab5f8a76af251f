/** The words, the models and the standard look of the pages; not part of the API. */
@NullMarked
package org.grantlet.servlet.internal.pages;

import org.jspecify.annotations.NullMarked;
