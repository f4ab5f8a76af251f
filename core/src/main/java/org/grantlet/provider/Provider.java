package org.grantlet.provider;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The provider of one integration: catalog, settings and discovery in one. Immutable. */
public interface Provider {
  /** The name that applications use. */
  String name();

  /** Where the browser goes. */
  URI authorizationEndpoint();

  /** Where codes are exchanged. */
  URI tokenEndpoint();

  /** Where an access token in the header gets the account; null if nowhere. */
  @Nullable URI userinfoEndpoint();

  /** A setting of the request, the grant or the integration; null if it is not set. */
  @Nullable String setting(String name);
}
