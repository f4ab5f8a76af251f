package org.grantlet.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.grantlet.GrantletException;
import org.grantlet.Secret;
import org.junit.jupiter.api.Test;

class EncryptionTest {
  private final EncryptionKey old = EncryptionKey.random();
  private final EncryptionKey newer = EncryptionKey.random();
  private final Encryption encryption = new Encryption(List.of(newer, old));

  @Test
  void open_givesBackWhatWasSealed() {
    String encrypted = encryption.encryptText("s3cret", "grant/1");
    assertThat(encrypted).doesNotContain("s3cret");
    assertThat(encryption.decryptText(encrypted, "grant/1")).isEqualTo(Secret.of("s3cret"));
    assertThat(encryption.encryptText("s3cret", "grant/1")).isNotEqualTo(encrypted);
  }

  @Test
  void open_elsewhere_isRefused() {
    String encrypted = encryption.encryptText("s3cret", "grant/1");
    assertThatThrownBy(() -> encryption.decryptText(encrypted, "grant/2"))
        .isInstanceOf(GrantletException.class)
        .hasMessageContaining("changed or moved");
  }

  @Test
  void open_ofAChangedByte_isRefused() {
    byte[] encrypted = encryption.encrypt(new byte[] {1, 2, 3}, "grant/1");
    for (int i = 0; i < encrypted.length; i++) {
      byte[] changed = encrypted.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> encryption.decrypt(changed, "grant/1"))
          .isInstanceOf(GrantletException.class);
    }
  }

  @Test
  void olderKeys_open_andTheNewestSeals() {
    String encrypted = new Encryption(List.of(old)).encryptText("s3cret", "grant/1");
    assertThat(encryption.usesNewestKey(encrypted)).isFalse();
    assertThat(encryption.decryptText(encrypted, "grant/1").reveal()).isEqualTo("s3cret");
    assertThat(encryption.usesNewestKey(encryption.encryptText("s3cret", "grant/1"))).isTrue();
  }

  @Test
  void missingKey_isNamedById() {
    String encrypted = encryption.encryptText("s3cret", "grant/1");
    assertThatThrownBy(() -> new Encryption(List.of(old)).decryptText(encrypted, "grant/1"))
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

  /** Whatever a store gives back is opened or refused, and never anything else. */
  @Test
  void open_ofWhatNoVaultSealed_isRefused() {
    byte[] whole = encryption.encrypt(new byte[0], "grant/1");
    assertThat(encryption.decrypt(whole, "grant/1")).isEmpty();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> encryption.decrypt(cut, "grant/1"))
          .isInstanceOf(GrantletException.class);
    }
    for (int first : new int[] {0, -1, 1, 127, whole.length - 1, whole.length}) {
      byte[] other = whole.clone();
      other[0] = (byte) first;
      assertThatThrownBy(() -> encryption.decrypt(other, "grant/1"))
          .isInstanceOf(GrantletException.class);
    }
    for (String text : List.of("", "not base64!", "AAAA")) {
      assertThatThrownBy(() -> encryption.decryptText(text, "grant/1"))
          .isInstanceOf(GrantletException.class)
          .hasMessageContaining("'?'");
      assertThat(encryption.usesNewestKey(text)).isFalse();
    }
  }

  @Test
  void sealed_beginsWithTheKeysId_andAnIvOfItsOwn() {
    byte[] encrypted = encryption.encrypt(new byte[] {1, 2, 3}, "grant/1");
    int idLength = newer.id().length();
    assertThat(encrypted).hasSize(1 + idLength + 12 + 3 + 16).startsWith((byte) idLength);
    byte[] again = encryption.encrypt(new byte[] {1, 2, 3}, "grant/1");
    assertThat(Arrays.copyOfRange(again, 1 + idLength, 13 + idLength))
        .isNotEqualTo(Arrays.copyOfRange(encrypted, 1 + idLength, 13 + idLength));
  }

  @Test
  void keyId_hasItsBounds() {
    assertThat(new EncryptionKey("x".repeat(32), old.key()).id()).hasSize(32);
    for (String id : List.of("", "x".repeat(33), "a b", "ä")) {
      assertThatThrownBy(() -> new EncryptionKey(id, old.key()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(old.encoded()).hasSize(44).isNotEqualTo(newer.encoded());
    assertThat(EncryptionKey.parse(old.encoded()).get(0).key()).isEqualTo(old.key());
  }
}
