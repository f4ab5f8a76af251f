package org.grantlet.internal.protocol;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.grantlet.internal.json.Json;

/**
 * A signed JWT (RFC 7519) in its parts, each read once; nothing of it is verified. Immutable.
 *
 * @param signed what the signature is of
 */
record SignedToken(JWSHeader header, JWTClaimsSet claims, String signed, Base64URL signature) {
  /** Headers as they were sent: a provider sends one for each of its keys, again and again. */
  private static final Map<String, JWSHeader> HEADERS = new ConcurrentHashMap<>();

  private static final int HEADERS_AT_MOST = 200;
  private static final int HEADER_LENGTH = 512;

  /** Reads the compact form (RFC 7515 section 7.1), unless it is unsigned. */
  static SignedToken parse(String text) throws ParseException {
    int first = text.indexOf('.');
    int second = text.indexOf('.', first + 1);
    if (first < 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
      throw new ParseException("it has not the three parts of a signed JWT", 0);
    }
    JWSHeader header = header(text.substring(0, first));
    if (!header.isBase64URLEncodePayload()) {
      throw new ParseException("its payload is not encoded", 0); // RFC 7797 section 7
    }
    return new SignedToken(
        header,
        claims(text.substring(first + 1, second)),
        text.substring(0, second),
        new Base64URL(text.substring(second + 1)));
  }

  private static JWSHeader header(String encoded) throws ParseException {
    JWSHeader known = HEADERS.get(encoded);
    if (known != null) {
      return known;
    }
    JWSHeader header = JWSHeader.parse(new Base64URL(encoded)); // fails if it has no signature
    if (encoded.length() <= HEADER_LENGTH) {
      if (HEADERS.size() >= HEADERS_AT_MOST) {
        HEADERS.clear();
      }
      HEADERS.put(encoded, header);
    }
    return header;
  }

  private static JWTClaimsSet claims(String encoded) throws ParseException {
    Map<String, Object> json;
    try {
      json =
          Json.uniqueObject(
              new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new ParseException("its payload is " + e.getMessage(), 0);
    }
    return JWTClaimsSet.parse(json);
  }

  /** Prints without the claims and the signature. */
  @Override
  public String toString() {
    return "SignedToken[" + header + "]";
  }
}
