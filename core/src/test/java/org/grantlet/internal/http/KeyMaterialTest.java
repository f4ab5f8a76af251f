package org.grantlet.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.grantlet.Secret;
import org.grantlet.internal.text.Reason;
import org.grantlet.testing.TlsKeys;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates and keys as deployments have them. */
class KeyMaterialTest {
  private static final Secret PASSWORD = Secret.of(TlsKeys.PASSWORD);

  /** By openssl pkcs8 -topk8 -v2 aes-256-cbc; a key of nobody. */
  private static final String BY_OPENSSL =
      """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAi6DzpbuODxygICCAAw
      DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEInvM/stdv2FAVUAimku9T8EgZB6
      /Yj2V7GjDpHguemT1XDofylVG3siFf43WVdf1bb0ZsIY7mmXQW89eQ0YVX0/Csh1
      AqzfcMrk+RALBLFCEbgJPj5tteRSJqFx/Nscsf0aXDttuwXQ8I/utbnw/V7SDFxf
      xye0u60nwGdTaaLD3TcEeeWBbx76g8OeTkrCdTx9SgARNTmIb2EsCtw4A0mOxMc=
      -----END ENCRYPTED PRIVATE KEY-----
      """;

  @TempDir private static Path folder;
  private static TlsKeys keys;

  @BeforeAll
  static void makeKeys() {
    keys = TlsKeys.make(folder, "a.test");
  }

  private static Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text, StandardCharsets.US_ASCII);
  }

  private static String encryptedInTheOldWay() throws GeneralSecurityException, IOException {
    String scheme = "PBEWithSHA1AndDESede";
    Cipher cipher = Cipher.getInstance(scheme);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        SecretKeyFactory.getInstance(scheme)
            .generateSecret(new PBEKeySpec(TlsKeys.PASSWORD.toCharArray())));
    return TlsKeys.pem(
        "ENCRYPTED PRIVATE KEY",
        new EncryptedPrivateKeyInfo(cipher.getParameters(), cipher.doFinal(keys.pkcs8()))
            .getEncoded());
  }

  @Test
  void authorities_areAllCertificatesOfAPemFile_whateverStandsBetween() throws Exception {
    String text = "# ours\n" + keys.certificate() + "subject=/CN=x\n" + keys.certificate();
    assertThat(KeyMaterial.authorities(file("ca.pem", text).toString(), null)).hasSize(2);
    assertThat(KeyMaterial.authorities(text.replace("\n", "\r\n"), null)).hasSize(2);
  }

  @Test
  void authorities_mayBeAPkcs12File() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ours", KeyMaterial.authorities(keys.certificate(), null).get(0));
    Path file = folder.resolve("ca.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, TlsKeys.PASSWORD.toCharArray());
    }
    assertThat(KeyMaterial.authorities(file.toString(), PASSWORD)).hasSize(1);
    assertThatThrownBy(() -> KeyMaterial.authorities(file.toString(), Secret.of("wrong")))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessage("is neither PEM nor PKCS12 that its password opens");
  }

  @Test
  void fileWithoutAnAuthority_isNoTrustStore() throws Exception {
    assertThatThrownBy(() -> KeyMaterial.authorities(keys.file().toString(), PASSWORD))
        .hasMessage("has no certificate of an authority in it");
    String key = TlsKeys.pem("PRIVATE KEY", keys.pkcs8());
    assertThatThrownBy(() -> KeyMaterial.authorities(key, null))
        .hasMessage("has no certificate of an authority in it");
  }

  @Test
  void key_mayBeEncrypted() throws Exception {
    for (String key : new String[] {BY_OPENSSL, encryptedInTheOldWay()}) {
      String pem = key + keys.certificate();
      assertThat(KeyMaterial.own(pem, PASSWORD).size()).isEqualTo(1);
      assertThatThrownBy(() -> KeyMaterial.own(pem, Secret.of("wrong")))
          .hasMessage("has a private key that its password does not open");
      assertThatThrownBy(() -> KeyMaterial.own(pem, null))
          .hasMessage("has a private key that its password does not open");
    }
  }

  @Test
  void keyInAnOldForm_isSaidWithTheWayOut() {
    String pem = TlsKeys.pem("EC PRIVATE KEY", new byte[40]) + keys.certificate();
    assertThatThrownBy(() -> KeyMaterial.own(pem, null)).hasMessageContaining("openssl pkcs8");
  }

  @Test
  void certificateAlone_orKeyAlone_isNotOurs() {
    assertThatThrownBy(() -> KeyMaterial.own(keys.certificate(), null))
        .hasMessage("has no private key in it");
    assertThatThrownBy(() -> KeyMaterial.own(TlsKeys.pem("PRIVATE KEY", keys.pkcs8()), null))
        .hasMessage("has no certificate in it");
  }

  @Test
  void brokenCertificate_isRefused() {
    String pem = TlsKeys.pem("CERTIFICATE", new byte[200]);
    assertThatThrownBy(() -> KeyMaterial.authorities(pem, null))
        .isInstanceOf(GeneralSecurityException.class)
        .satisfies(e -> assertThat(Reason.of(e)).doesNotContain("null"));
  }

  @Test
  void options_nameTheKey_andNoPassword() {
    HttpSettings options =
        new HttpSettings()
            .trustStore(folder.resolve("none").toString(), null)
            .clientCertificate(keys.file().toString(), Secret.of("topsecret"))
            .proxy(Secret.of("topsecret"))
            .userAgent("a\r\nb");
    assertThat(options.problems())
        .hasSize(4)
        .noneMatch(problem -> problem.contains("topsecret"))
        .anyMatch(problem -> problem.startsWith("grantlet.trust-store cannot be read: "))
        .anyMatch(problem -> problem.startsWith("grantlet.client-certificate is neither PEM"))
        .anyMatch(problem -> problem.startsWith("grantlet.proxy must look like"))
        .anyMatch(problem -> problem.startsWith("grantlet.user-agent must be"));
  }
}
