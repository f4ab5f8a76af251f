/**
 * What an application or a hook sees of a provider, and what an application can replace: the HTTP
 * client, the catalog, and the lookup of mail servers.
 */
@NullMarked
package org.grantlet.provider;

import org.jspecify.annotations.NullMarked;
