package org.grantlet.servlet.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.grantlet.servlet.config.TrustedProxies;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose forwarding headers are believed. A mock, because no client can choose its own address. */
class ClientAddressTest {
  private static final TrustedProxies TRUSTED =
      TrustedProxies.of(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/32"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "198.51.100.1 | 203.0.113.9               | -                        | 198.51.100.1",
        "10.0.0.1     | -                         | -                        | 10.0.0.1",
        "10.0.0.1     | 203.0.113.9               | -                        | 203.0.113.9",
        "10.0.0.1     | 6.6.6.6, 203.0.113.9      | -                        | 203.0.113.9",
        "10.0.0.1     | 203.0.113.9, 10.1.2.3     | -                        | 203.0.113.9",
        "192.0.2.7    | 203.0.113.9, 192.0.2.8    | -                        | 192.0.2.8",
        "10.0.0.1     | nonsense                  | -                        | 10.0.0.1",
        "10.0.0.1     | 203.0.113.9, nonsense     | -                        | 10.0.0.1",
        "10.0.0.1     | -                         | for=203.0.113.9;proto=https | 203.0.113.9",
        "10.0.0.1     | -                         | 'For=\"[2001:db9::1]:4711\"' | 2001:db9::1",
        "2001:db8::1  | 203.0.113.9               | -                        | 203.0.113.9",
        "2001:db9::1  | 203.0.113.9               | -                        | 2001:db9::1",
        "10.0.0.1     | 10.0.0.2, 10.0.0.3        | -                        | 10.0.0.2",
        "10.0.0.1     | 203.0.113.9:4711          | -                        | 203.0.113.9",
        "10.0.0.1     | [2001:db9::1]:4711        | -                        | 2001:db9::1",
        "10.0.0.1     | 203.0.113.9               | for=203.0.113.9          | 203.0.113.9",
        "10.0.0.1     | 203.0.113.9               | for=6.6.6.6              | 10.0.0.1",
        "10.0.0.1     | -                         | 'for=6.6.6.6, for=unknown' | 10.0.0.1",
        "10.0.0.1     | -                         | 'for=6.6.6.6, for=_hidden' | 10.0.0.1",
        "10.0.0.1     | -                         | 'for=6.6.6.6, by=203.0.113.9' | 10.0.0.1",
        "10.0.0.1     | -                         | 'by=x;for=203.0.113.9'   | 203.0.113.9",
        "10.0.0.1     | -                         | 'x=\"for=6.6.6.6\"'       | 10.0.0.1",
        "10.0.0.1     | ''                        | -                        | 10.0.0.1"
      })
  void address_isTheLastThatNoTrustedProxyHas(
      String remote, String forwardedFor, String forwarded, String expected) {
    HttpServletRequest request = mock(HttpServletRequest.class);
    when(request.getRemoteAddr()).thenReturn(remote);
    when(request.getHeaders("X-Forwarded-For"))
        .thenAnswer(call -> Collections.enumeration(list(forwardedFor)));
    when(request.getHeaders("Forwarded"))
        .thenAnswer(call -> Collections.enumeration(list(forwarded)));

    assertThat(ClientAddress.of(request, TRUSTED)).isEqualTo(expected);
  }

  private static List<String> list(String value) {
    return value == null ? List.of() : List.of(value);
  }
}
