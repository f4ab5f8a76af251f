package org.grantlet.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.grantlet.ConfigurationException;
import org.grantlet.internal.http.EndpointPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where each entry's access tokens go: to hosts of its vendor, whatever its inputs are. */
class ApiEntriesTest {
  private static final ProviderDefinitions CATALOG = ProviderDefinitions.builtIn();

  /** What providers say at a login. */
  private static final Map<String, String> SAID =
      Map.of(
          "base_uri", "https://eu.docusign.net",
          "account_id", "1a2b3c",
          "api_endpoint", "https://us6.api.mailchimp.com",
          "realm_id", "4620816365",
          "instance_url", "https://acme.my.salesforce.com");

  /** Domains of a vendor beside those of its endpoints. */
  private static final Map<String, Set<String>> MORE =
      Map.of(
          "atlassian", Set.of("atlassian.com"),
          "docusign", Set.of("docusign.net"),
          "google", Set.of("googleapis.com"),
          "microsoft", Set.of("microsoft.com"),
          "zoho", Set.of("zohoapis.eu"));

  static Stream<ProviderDefinition> entries() {
    return CATALOG.entries().stream();
  }

  private static String value(ProviderDefinition entry, String name) {
    if (name.equals("api_domain")) {
      return entry.provider().equals("zoho")
          ? "https://www.zohoapis.eu"
          : "https://acme.pipedrive.com";
    }
    return entry.input(name).map(ProviderDefinition.Input::example).orElse(SAID.get(name));
  }

  private static URI base(ProviderDefinition entry) {
    return entry.api().base().uriBelow(name -> value(entry, name));
  }

  private static String domain(String host) {
    String[] labels = host.split("\\.", -1);
    return labels[labels.length - 2] + "." + labels[labels.length - 1];
  }

  @ParameterizedTest
  @MethodSource("entries")
  void base_isAnAddressOfTheVendor(ProviderDefinition entry) {
    URI base = base(entry);
    assertThat(new EndpointPolicy(false, false).problem(base.toString())).isNull();
    assertThat(base.getPort()).isEqualTo(-1);
    assertThat(base.getPath()).endsWith("/");
    Set<String> domains = new TreeSet<>(MORE.getOrDefault(entry.provider(), Set.of()));
    entry.exampleUrls().values().forEach(url -> domains.add(domain(URI.create(url).getHost())));
    List<String> hosts = new ArrayList<>(List.of(base.getHost()));
    entry.api().hosts().forEach(host -> hosts.add(host.fill(name -> value(entry, name))));
    assertThat(hosts)
        .doesNotHaveDuplicates()
        .allSatisfy(host -> assertThat(domains).as(host).contains(domain(host)));
  }

  /** The values are those that a login takes: the patterns of the entry match them. */
  @ParameterizedTest
  @MethodSource("entries")
  void variables_areInputs_orSettingsThatTheProviderSays(ProviderDefinition entry) {
    for (String name : entry.api().base().variables()) {
      String value = value(entry, name);
      assertThat(value).as("%s of %s", name, entry.provider()).isNotNull();
      if (entry.input(name).isEmpty()) {
        CapturedSetting captured = entry.capturedOnly(name).orElseThrow();
        assertThat(captured.of(value)).isEqualTo(value);
      }
    }
  }

  /** No value that a pattern takes can lead to another host. */
  @ParameterizedTest
  @MethodSource("entries")
  void patternsOfAddresses_takeNoOtherHost(ProviderDefinition entry) {
    for (String name : entry.api().base().variables()) {
      Pattern pattern =
          entry
              .input(name)
              .map(ProviderDefinition.Input::pattern)
              .orElseGet(() -> entry.capturedOnly(name).orElseThrow().pattern());
      String value = value(entry, name);
      for (String evil :
          List.of(
              value + ".evil.com",
              value + "@evil.com",
              value + "/",
              value + "#",
              value + "?",
              value + ":8443",
              value + "\n",
              value + "\\",
              value.replace("https://", "http://") + ".",
              "https://evil.com/" + value,
              "https://evil.com",
              "evil.com/")) {
        assertThat(pattern.matcher(evil).matches()).as(entry.provider() + " " + evil).isFalse();
      }
    }
  }

  /** The only entry with a wildcard is of a domain in which the vendor alone has names. */
  @Test
  void wildcards_areFew() {
    Map<String, String> wild = new HashMap<>();
    for (ProviderDefinition entry : CATALOG.entries()) {
      for (Template host : entry.api().hosts()) {
        if (host.toString().contains("*")) {
          wild.put(entry.provider(), host.toString());
        }
      }
    }
    assertThat(wild).isEqualTo(Map.of("google", "*.googleapis.com"));
  }

  @Test
  void headers_areThoseOfTheTwoThatDiffer() {
    Map<String, String> headers = new HashMap<>();
    for (ProviderDefinition entry : CATALOG.entries()) {
      entry.api().headers().forEach((name, value) -> headers.put(name, value.toString()));
    }
    assertThat(headers)
        .isEqualTo(
            Map.of(
                "X-Shopify-Access-Token", "{token}", "Authorization", "Zoho-oauthtoken {token}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"base\": \"http://api.acme.example/\"} | api.base must be an https URL",
        "{\"base\": \"https://api.acme.example:8443/\"} | api.base must be an https URL",
        "{\"base\": \"https://api.acme.example\"} | api.base must be an https URL",
        "{\"base\": \"https://api.acme.example/?x=/\"} | api.base must be an https URL",
        "{\"base\": \"https://u@api.acme.example/\"} | api.base must be an https URL",
        "{\"base\": \"{nowhere}/\"} | api.base has the variable {nowhere}",
        "{\"hosts\": [\"*\"]} | api.hosts must be names of hosts",
        "{\"hosts\": [\"*.com\"]} | api.hosts must be names of hosts",
        "{\"hosts\": [\"https://x.acme.example\"]} | api.hosts must be names of hosts",
        "{\"hosts\": [\"x.acme.example:8443\"]} | api.hosts must be names of hosts",
        "{\"headers\": {\"X-Token\": \"none\"}} | api.headers must have {token}",
        "{\"host\": \"x\"} | api.host is not known",
      })
  void entryThatIsWrong_isRefusedByItsMember(String api, String problem) {
    String entry =
        "{\"name\":\"A\",\"authorization_endpoint\":\"https://acme.example/a\","
            + "\"token_endpoint\":\"https://acme.example/t\",\"keep\":[{\"setting\":\"kept\","
            + "\"from\":\"token:kept\",\"pattern\":\".*\"}],\"api\":"
            + api
            + "}";
    assertThatThrownBy(() -> ProviderDefinition.parse("acme", entry))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("acme.json: " + problem);
  }
}
