package org.grantlet.spring.client;

import java.net.URI;
import java.util.List;

/** Addresses that look like the API's and are not. */
final class Elsewhere {
  private Elsewhere() {}

  /** With servers that answer, if a client asks them. */
  static List<String> addresses(Api api) {
    int port = api.server.port();
    int other = api.other.port();
    return List.of(
        "http://127.0.0.1:" + other + "/v1/x", // port
        "http://localhost:" + port + "/v1/x", // the same server by another name
        "HTTP://LOCALHOST:" + port + "/v1/x",
        "http://127.0.0.1:" + port + "@127.0.0.1:" + other + "/x", // userinfo
        "http://user:pass@127.0.0.1:" + port + "/v1/x",
        "http://127.1:" + other + "/x",
        "http://[::1]:" + port + "/x",
        "http://[::ffff:127.0.0.1]:" + port + "/x",
        "//127.0.0.1:" + other + "/x",
        "https://127.0.0.1:" + port + "/v1/x",
        "https://api.example.com.evil.example/x", // suffix
        "https://evil-api.example.com/x",
        "https://evilapi.example.com/x",
        "https://x.api.example.com/x",
        "https://example.com/x",
        "https://api.example.com./x",
        "https://api.example.com:8443/x",
        "https://api.example.com:80/x",
        "https://api.example.com@evil.example/x",
        "https://api.example.com%2f@evil.example/x",
        "https://me@api.example.com/x",
        "http://api.example.com/x", // no TLS
        "http://api.example.com:443/x",
        "https://xn--pi-7kc.example.com/x", // IDN: Cyrillic a
        "https://\u0430pi.example.com/x",
        "https://api\u3002example\u3002com/x",
        "https://API.EXAMPLE.COM.EVIL.EXAMPLE/x",
        "ftp://api.example.com/x");
  }

  /** Those of them that can be given to a client. */
  static List<URI> uris(Api api) {
    return addresses(api).stream().map(URI::create).toList();
  }
}
