package org.grantlet.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses an endpoint given over the API may have. */
class EndpointPolicyTest {
  private static final EndpointPolicy STRICT = new EndpointPolicy(false, false);
  private static final EndpointPolicy OPEN = new EndpointPolicy(true, true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "100.64.0.1", "100.127.255.255", "198.18.0.1", "198.19.255.255", "[::ffff:10.0.0.1]",
        "[::10.0.0.1]", "[64:ff9b::10.0.0.1]", "[64:ff9b:1::1]", "[2002:a00:1::1]", "[fc00::1]",
        "[fdff::1]", "[fec0::1]"
      })
  void privateAddress_isRefusedUnlessConfigurationSaysSo(String host) {
    assertThat(refusal(STRICT, host))
        .isEqualTo("leads to a private address (allowed by grantlet.private-endpoints=true)");
    assertThat(refusal(new EndpointPolicy(true, false), host)).isNotNull();
    assertThat(refusal(new EndpointPolicy(false, true), host)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "169.254.169.254",
        "169.254.0.1",
        "192.0.0.192",
        "192.0.2.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::ffff:169.254.169.254]",
        "[64:ff9b::a9fe:a9fe]",
        "[2002:a9fe:a9fe::1]",
        "[fe80::1]",
        "[febf::1]",
        "[ff02::1]",
        "[fd00:ec2::254]",
        "[2001::1]",
        "[2001:db8::1]",
        "[100::1]"
      })
  void addressOfNoProvider_isRefusedWhateverConfigurationSays(String host) {
    assertThat(refusal(STRICT, host)).isEqualTo("leads to a private address");
    assertThat(refusal(OPEN, host)).isEqualTo("leads to a private address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.254",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[2002:7f00:1::1]"
      })
  void loopback_isRefusedUnlessConfigurationSaysSo(String host) {
    assertThat(refusal(STRICT, host))
        .isEqualTo("leads to a private address (allowed by grantlet.insecure-loopback=true)");
    assertThat(refusal(new EndpointPolicy(false, true), host)).isNotNull();
    assertThat(refusal(new EndpointPolicy(true, false), host)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "192.167.1.1",
        "192.169.1.1",
        "100.63.255.255",
        "100.128.0.1",
        "169.253.1.1",
        "169.255.1.1",
        "192.0.1.1",
        "192.0.3.1",
        "198.17.255.255",
        "198.20.0.1",
        "198.51.99.1",
        "203.0.112.1",
        "223.255.255.255",
        "128.0.0.1",
        "[2606:4700::1111]",
        "[::ffff:1.1.1.1]",
        "[64:ff9b::1.1.1.1]",
        "[2002:101:101::1]",
        "[64:ff9c::1]",
        "[2003::1]",
        "[2001:db9::1]",
        "[fbff::1]",
        "[ffff::]"
      })
  void addressOfTheInternet_isCalled(String host) {
    // ffff:: is multicast with all flags set; the one exception shows that the list is read.
    assertThat(refusal(STRICT, host) == null).isEqualTo(!host.equals("[ffff::]"));
  }

  /** Some resolvers read these as 127.0.0.1, others as names that nobody has. */
  @ParameterizedTest
  @ValueSource(strings = {"2130706433", "0x7f000001", "0x7f.0.0.1", "localhost."})
  void otherSpellingOfLoopback_isRefused(String host) {
    assertThat(refusal(STRICT, host)).isNotNull();
  }

  @Test
  void nameThatCannotBeResolved_isRefused() {
    assertThat(refusal(OPEN, "no-such-host.invalid")).isEqualTo("cannot be resolved");
  }

  /** A proxy looks names up where it is; what is an address, or loopback, is known here too. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "no-such-host.invalid, -",
        "1.1.1.1, -",
        "10.0.0.1, leads to a private address (allowed by grantlet.private-endpoints=true)",
        "169.254.169.254, leads to a private address",
        "[::1], leads to a private address (allowed by grantlet.insecure-loopback=true)",
        "[fe80::1], leads to a private address",
        "localhost, leads to a private address (allowed by grantlet.insecure-loopback=true)",
        "a.LOCALHOST., leads to a private address (allowed by grantlet.insecure-loopback=true)",
        "2130706433, is no name and no address",
        "0x7f000001, is no name and no address",
        "0x7f.1, is no name and no address",
        "127.1, is no name and no address",
        "999.1.1.1, is no name and no address",
        "host.0x, is no name and no address",
      })
  void hostNamedToAProxy_isNoInnerAddress(String host, String refusal) {
    assertThat(STRICT.refusalByName(host)).isEqualTo(refusal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://example.com/          | must be https",
        "http://localhost/            | must be https (http on loopback needs",
        "http://127.0.0.1.example.com | must be https",
        "http://localhost.example.com | must be https",
        "http://128.0.0.1/            | must be https",
        "https://u:p@example.com/     | must be an absolute https URL",
        "https://u@example.com/       | must be an absolute https URL",
        "https://example.com/#x       | must have no fragment",
        "https://0177.0.0.1.1/        | must be an absolute https URL",
        "https://127.1/               | must be an absolute https URL",
        "https://exa mple.com/        | must be an absolute https URL",
        "https:///path                | must be an absolute https URL",
        "https:example.com            | must be an absolute https URL",
        "//example.com/               | must be an absolute https URL",
        "/path                        | must be an absolute https URL",
        "javascript:alert(1)          | must be an absolute https URL",
        "file:///etc/passwd           | must be an absolute https URL",
        "ftp://example.com/           | must be an absolute https URL",
        "HTTPS://example.com/         | must be an absolute https URL"
      })
  void form_thatIsNoHttpsUrl_isRefused(String url, String problem) {
    assertThat(STRICT.problem(url)).startsWith(problem);
    assertThat(refusal(STRICT, URI.create(url.replace(' ', '+')))).isNotBlank();
  }

  @Test
  void http_onLoopback_isForWhoSaysSo() {
    EndpointPolicy loopback = new EndpointPolicy(true, false);
    assertThat(
            Stream.of("http://localhost:1/", "http://127.9.8.7/x?y=z", "http://[::1]:8080/")
                .map(loopback::problem))
        .containsOnlyNulls();
    assertThat(loopback.problem("http://example.com/")).isEqualTo("must be https");
    assertThat(loopback.problem("https://example.com/x?y=z")).isNull();
  }

  private static String refusal(EndpointPolicy policy, String host) {
    return refusal(policy, URI.create("https://" + host + "/token"));
  }

  /** As a call finds it: the form of the URL first, then each address of its host. */
  private static String refusal(EndpointPolicy policy, URI uri) {
    String problem = policy.problem(uri.toString());
    if (problem != null) {
      return problem;
    }
    try {
      return Stream.of(InetAddress.getAllByName(uri.getHost()))
          .map(policy::refusal)
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    } catch (UnknownHostException e) {
      return "cannot be resolved";
    }
  }
}
