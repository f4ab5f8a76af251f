package org.grantlet.servlet.api;

import org.grantlet.Secret;

/** The Connect API; so far it answers that there is nothing. */
public record ApiOptions(
    String clientId, Secret clientSecret, boolean revealSecrets, boolean tokenEndpoint) {}
