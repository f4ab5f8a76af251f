/**
 * Calls with a grant by Spring's HTTP clients. Start at {@link
 * org.grantlet.spring.client.GrantRestClient} or {@link org.grantlet.spring.client.GrantWebClient}.
 */
@NullMarked
package org.grantlet.spring.client;

import org.jspecify.annotations.NullMarked;
