package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.Test;

/** An application behind a reverse proxy that says where requests come from. */
class BehindProxyTest {
  /** Field report 8: a proxy that listens on IPv6 writes IPv4 clients as mapped addresses. */
  @Test
  void mappedAddress_isTheClientsOneAddress() {
    try (TestApp app =
        TestApp.start(
            filter ->
                filter
                    .property("grantlet.trusted-proxies", "::ffff:127.0.0.1")
                    .property("grantlet.forwarded-header", "X-Forwarded-For"))) {
      new TestBrowser()
          .header("Sec-Fetch-Site", "same-origin")
          .header("X-Forwarded-For", "::ffff:203.0.113.8")
          .header("Forwarded", "for=6.6.6.6")
          .open(app.loginUrl());

      for (String ip : List.of("203.0.113.8", "::ffff:203.0.113.8", "::FFFF:cb00:7108")) {
        GrantQuery query = GrantQuery.builder().ip(ip).build();
        assertThat(app.hostedAuth().grants().list(query))
            .extracting(Grant::ip)
            .containsExactly("203.0.113.8");
      }
    }
  }
}
