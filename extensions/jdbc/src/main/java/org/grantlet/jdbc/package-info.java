/**
 * Integrations, grants and one-time values in a database: {@link org.grantlet.jdbc.JdbcStores} for
 * code that has a data source, the key {@code grantlet.store} for all others.
 */
@NullMarked
package org.grantlet.jdbc;

import org.jspecify.annotations.NullMarked;
