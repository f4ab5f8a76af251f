package org.grantlet.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.grantlet.GrantletException;
import org.grantlet.Secret;
import org.junit.jupiter.api.Test;

class VaultTest {
  private final EncryptionKey old = EncryptionKey.random();
  private final EncryptionKey newer = EncryptionKey.random();
  private final Vault vault = new Vault(List.of(newer, old));

  @Test
  void open_givesBackWhatWasSealed() {
    String sealed = vault.sealText("s3cret", "grant/1");
    assertThat(sealed).doesNotContain("s3cret");
    assertThat(vault.openText(sealed, "grant/1")).isEqualTo(Secret.of("s3cret"));
    assertThat(vault.sealText("s3cret", "grant/1")).isNotEqualTo(sealed);
  }

  @Test
  void open_elsewhere_isRefused() {
    String sealed = vault.sealText("s3cret", "grant/1");
    assertThatThrownBy(() -> vault.openText(sealed, "grant/2"))
        .isInstanceOf(GrantletException.class)
        .hasMessageContaining("changed or moved");
  }

  @Test
  void open_ofAChangedByte_isRefused() {
    byte[] sealed = vault.seal(new byte[] {1, 2, 3}, "grant/1");
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> vault.open(changed, "grant/1"))
          .isInstanceOf(GrantletException.class);
    }
  }

  @Test
  void olderKeys_open_andTheNewestSeals() {
    String sealed = new Vault(List.of(old)).sealText("s3cret", "grant/1");
    assertThat(vault.isNewest(sealed)).isFalse();
    assertThat(vault.openText(sealed, "grant/1").reveal()).isEqualTo("s3cret");
    assertThat(vault.isNewest(vault.sealText("s3cret", "grant/1"))).isTrue();
  }

  @Test
  void missingKey_isNamedById() {
    String sealed = vault.sealText("s3cret", "grant/1");
    assertThatThrownBy(() -> new Vault(List.of(old)).openText(sealed, "grant/1"))
        .hasMessageContaining("'" + newer.id() + "'");
  }

  @Test
  void keys_areReadNewestFirst_withAndWithoutIds() {
    List<EncryptionKey> keys =
        EncryptionKey.parse("2026:" + newer.encoded() + " , " + old.encoded());
    assertThat(keys).extracting(EncryptionKey::id).containsExactly("2026", old.id());
    assertThat(old.id()).matches("[0-9a-f]{8}");
  }

  @Test
  void keys_thatAreWrong_areRefusedWithoutShowingThem() {
    String tooShort = Base64.getEncoder().encodeToString(new byte[16]);
    for (String text : List.of("not base64!", tooShort, "a b:" + old.encoded(), "")) {
      assertThatThrownBy(() -> EncryptionKey.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .doesNotContain(old.encoded());
    }
    assertThatThrownBy(() -> EncryptionKey.parse(old.encoded() + "," + old.encoded()))
        .hasMessageContaining("two keys");
  }

  @Test
  void secrets_arePrintedNowhere() {
    assertThat(old.toString()).doesNotContain(old.encoded());
    assertThat(Secret.of("s3cret")).hasToString("***");
  }
}
