package org.grantlet.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One client has one address, however it is written. */
class IpAddressTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.8, 203.0.113.8",
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "::ffff:203.0.113.8, 203.0.113.8",
    "::FFFF:cb00:7108, 203.0.113.8",
    "0:0:0:0:0:ffff:203.0.113.8, 203.0.113.8",
    "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
    "2001:0db8::0001, 2001:db8::1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "::, ::",
    "::1, ::1",
    "0:0:0:0:0:0:0:1%0, ::1",
    "fe80::1%eth0, fe80::1",
    "1::, 1::",
    "::203.0.113.8, ::cb00:7108",
    "64:ff9b::203.0.113.8, 64:ff9b::cb00:7108",
  })
  void address_hasOneText(String written, String canonical) {
    assertThat(IpAddress.parse(written)).map(IpAddress::toString).contains(canonical);
    assertThat(IpAddress.canonical(canonical)).isEqualTo(canonical);
  }

  /** A JDK would ask DNS for each of those that have no colon. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "999.999.999.999",
        "256.1.1.1",
        "1.2.3",
        "1.2.3.4.",
        "1.2.3.4.5",
        "01.2.3.4",
        "2130706433",
        "0x7f.1",
        "localhost",
        "example.com",
        "",
        ":",
        ":::",
        "1:2",
        "12345::1",
        "::1::2",
        "::ffff:999.0.0.1",
        "1:2:3:4:5:6:7:8:9",
        "[::1]",
        "1.2.3.4%eth0",
        "face",
        "fe80::1/64"
      })
  void text_thatIsNoAddress_isNone(String written) {
    assertThat(IpAddress.parse(written)).isEmpty();
    assertThat(IpAddress.canonical(written)).isEqualTo(written);
  }
}
