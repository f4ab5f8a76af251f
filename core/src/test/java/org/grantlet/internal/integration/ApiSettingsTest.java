package org.grantlet.internal.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.grantlet.ConfigurationException;
import org.grantlet.ErrorCode;
import org.grantlet.Grantlet;
import org.grantlet.GrantletBuilder;
import org.grantlet.GrantletException;
import org.grantlet.IntegrationSpec;
import org.grantlet.Secret;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.internal.memory.MemoryGrantStore;
import org.grantlet.internal.memory.MemoryIntegrationStore;
import org.grantlet.store.Durable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may say where access tokens go, and what an address is. */
class ApiSettingsTest {

  private static GrantletBuilder builder() {
    return Grantlet.builder().baseUrl("https://app.example.com");
  }

  private static IntegrationSpec.Builder spec() {
    return IntegrationSpec.builder()
        .clientId("client")
        .clientSecret("secret")
        .redirectUris("https://app.example.com/connected");
  }

  private static IntegrationSpec hosts(String hosts) {
    return spec().setting("api_hosts", hosts).build();
  }

  @Test
  void configuration_namesHosts_andOthersChangeOtherMembersAfterwards() {
    try (Grantlet grantlet = builder().integration("google", hosts("files.example.com")).build()) {
      grantlet.integrations().update("google", IntegrationSpec.builder().name("G").build());
      grantlet.integrations().update("google", hosts("files.example.com"));
      assertThat(grantlet.integrations().get("google").setting("api_hosts"))
          .isEqualTo("files.example.com");
    }
  }

  @Test
  void hostThatLeftTheConfiguration_leavesTheStore() {
    MemoryIntegrationStore integrations = new MemoryIntegrationStore();
    Secret key = Durable.key(EncryptionKey.random());
    for (String hosts : new String[] {"files.example.com", null}) {
      IntegrationSpec spec = hosts == null ? spec().build() : hosts(hosts);
      try (Grantlet grantlet =
          builder()
              .stores(Durable.stores(integrations, new MemoryGrantStore()))
              .encryptionKey(key)
              .integration("google", spec)
              .build()) {
        assertThat(grantlet.integrations().get("google").setting("api_hosts")).isEqualTo(hosts);
      }
    }
  }

  @Test
  void anybodyElse_needsCustomProviders() {
    try (Grantlet grantlet = builder().integration("google", spec().build()).build()) {
      for (String setting : ApiSettings.NAMES) {
        IntegrationSpec other = spec().setting(setting, "https://evil.example/").build();
        assertThatThrownBy(() -> grantlet.integrations().update("google", other))
            .isInstanceOfSatisfying(
                GrantletException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD))
            .hasMessageStartingWith(
                "settings." + setting + " needs grantlet.custom-providers=true");
        assertThatThrownBy(() -> grantlet.integrations().create("github", other))
            .isInstanceOf(GrantletException.class);
        assertThatThrownBy(() -> grantlet.integrations().put("slack", other))
            .isInstanceOf(GrantletException.class);
      }
    }
    try (Grantlet grantlet = builder().customProviders(true).build()) {
      grantlet.integrations().create("google", hosts("files.example.com"));
      assertThat(grantlet.integrations().get("google").setting("api_hosts")).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "api_base | http://api.example.com/ | must be https",
        "api_base | https://user@api.example.com/ | must be an absolute https URL",
        "api_base | /v1/ | must be an absolute https URL",
        "api_base | https://api.example.com/?x | must have no query",
        "api_base | https://api.example.com/#x | must have no fragment",
        "api_hosts | https://files.example.com | must be names of hosts",
        "api_hosts | *.example.com | must be names of hosts",
        "api_hosts | files.example.com:8443 | must be names of hosts",
        "api_hosts | Files.Example.com | must be names of hosts",
        "api_hosts | 10.0.0.1 | must be names of hosts",
        "api_hosts | localhost | must be names of hosts",
        "api_hosts | a.example.com,,b.example.com. | must be names of hosts",
      })
  void whatIsNoAddress_isRefusedAtTheStart_byItsKey(String name, String value, String problem) {
    GrantletBuilder wrong = builder().integration("google", spec().setting(name, value).build());
    assertThatThrownBy(wrong::build)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "grantlet.integration.google." + name.replace('_', '-') + " " + problem);
  }
}
