package org.grantlet.servlet.internal.api;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.Secret;
import org.grantlet.servlet.internal.config.FilterOptions.ApiOptions;
import org.jspecify.annotations.Nullable;

/**
 * Checks the application's Basic credentials (RFC 7617, in UTF-8), and limits how often they can be
 * guessed. Thread-safe.
 */
final class BasicAuthenticator {
  private static final String SCHEME = "basic ";

  private final byte[] clientId;
  private final Secret clientSecret;
  private final FailureCounter failures;

  BasicAuthenticator(ApiOptions options, Clock clock) {
    clientId = options.clientId().getBytes(StandardCharsets.UTF_8);
    clientSecret = options.clientSecret();
    failures = new FailureCounter(clock);
  }

  /**
   * Checks the credentials of a request.
   *
   * @throws GrantletException {@link ErrorCode#AUTHENTICATION_ERROR}, or {@link
   *     ErrorCode#RATE_LIMITED} after many wrong credentials from one address
   */
  void check(HttpServletRequest request, String clientAddress) {
    List<String> headers = Collections.list(request.getHeaders("Authorization"));
    if (headers.isEmpty()) {
      // No guess: many clients send no credentials at first (RFC 9110 section 11.1).
      throw unauthenticated("Basic credentials are missing: client_id and client_secret");
    }
    if (headers.size() == 1 && isRight(credentials(headers.get(0)))) {
      return;
    }
    long wait = failures.add(clientAddress);
    if (wait > 0) {
      throw new ApiException(
          ErrorCode.RATE_LIMITED,
          429,
          "Too many wrong credentials came from this address",
          Map.of("Retry-After", Long.toString(wait)));
    }
    throw unauthenticated("The Basic credentials are wrong");
  }

  private boolean isRight(@Nullable String credentials) {
    if (credentials == null) {
      return false;
    }
    int colon = credentials.indexOf(':');
    if (colon < 0) {
      return false;
    }
    // Both are compared, in constant time, whichever is wrong.
    boolean rightId =
        MessageDigest.isEqual(
            credentials.substring(0, colon).getBytes(StandardCharsets.UTF_8), clientId);
    boolean rightSecret = Secret.of(credentials.substring(colon + 1)).equals(clientSecret);
    return rightId && rightSecret;
  }

  private static @Nullable String credentials(String header) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return null;
    }
  }

  private static GrantletException unauthenticated(String message) {
    return new GrantletException(ErrorCode.AUTHENTICATION_ERROR, message);
  }
}
