package org.grantlet.servlet.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.grantlet.servlet.internal.config.TrustedProxies;
import org.grantlet.servlet.internal.config.TrustedProxies.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose forwarding headers are believed. A mock, because no client can choose its own address. */
class ClientAddressTest {
  private static final TrustedProxies TRUSTED = trusting(Header.AUTO);

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
        "10.0.0.1     | ''                        | -                        | 10.0.0.1",
        "10.0.0.1     | -                         | for=999.999.999.999      | 10.0.0.1",
        "10.0.0.1     | 999.999.999.999           | -                        | 10.0.0.1",
        "10.0.0.1     | 6.6.6.6, example.com      | -                        | 10.0.0.1",
        "10.0.0.1     | ::ffff:203.0.113.8        | -                        | 203.0.113.8",
        "10.0.0.1     | -                         | 'for=\"[::ffff:cb00:7108]:1\"' | 203.0.113.8",
        "10.0.0.1     | ::ffff:203.0.113.8        | for=203.0.113.8          | 203.0.113.8",
        "10.0.0.1     | 203.0.113.9, ::ffff:10.1.1.1 | -                     | 203.0.113.9",
        "::ffff:10.0.0.1 | 203.0.113.9            | -                        | 203.0.113.9",
        "::ffff:198.51.100.1 | 203.0.113.9        | -                        | 198.51.100.1",
        "0:0:0:0:0:0:0:1%0 | 203.0.113.9          | -                        | ::1",
        "10.0.0.1     | 2001:DB9:0:0:0:0:0:1      | -                        | 2001:db9::1",
        "10.0.0.1     | fe80::1%eth0              | -                        | fe80::1"
      })
  void address_isTheLastThatNoTrustedProxyHas(
      String remote, String forwardedFor, String forwarded, String expected) {
    assertThat(ClientAddress.of(request(remote, forwardedFor, forwarded), TRUSTED))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "FORWARDED       | 6.6.6.6     | for=203.0.113.9 | 203.0.113.9",
        "FORWARDED       | 6.6.6.6     | -               | 10.0.0.1",
        "X_FORWARDED_FOR | 203.0.113.9 | for=6.6.6.6     | 203.0.113.9",
        "X_FORWARDED_FOR | -           | for=6.6.6.6     | 10.0.0.1"
      })
  void header_thatTheProxyDoesNotSet_isNotRead(
      Header header, String forwardedFor, String forwarded, String expected) {
    HttpServletRequest request = request("10.0.0.1", forwardedFor, forwarded);

    assertThat(ClientAddress.of(request, trusting(header))).isEqualTo(expected);
    String unread = header == Header.FORWARDED ? "X-Forwarded-For" : "Forwarded";
    verify(request, never()).getHeaders(unread);
  }

  @Test
  void trustedNetwork_mayBeWrittenAsMappedIpv4() {
    TrustedProxies trusted =
        TrustedProxies.of(List.of("::ffff:10.0.0.0/104", "::ffff:192.0.2.7"), Header.AUTO);

    assertThat(trusted.contains("10.9.9.9")).isTrue();
    assertThat(trusted.contains("11.0.0.1")).isFalse();
    assertThat(trusted.contains("192.0.2.7")).isTrue();
    assertThat(trusted.contains("999.999.999.999")).isFalse();
  }

  private static TrustedProxies trusting(Header header) {
    return TrustedProxies.of(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/32"), header);
  }

  private static HttpServletRequest request(String remote, String forwardedFor, String forwarded) {
    HttpServletRequest request = mock(HttpServletRequest.class);
    when(request.getRemoteAddr()).thenReturn(remote);
    when(request.getHeaders("X-Forwarded-For"))
        .thenAnswer(call -> Collections.enumeration(list(forwardedFor)));
    when(request.getHeaders("Forwarded"))
        .thenAnswer(call -> Collections.enumeration(list(forwarded)));
    return request;
  }

  private static List<String> list(String value) {
    return value == null ? List.of() : List.of(value);
  }
}
