package org.grantlet.internal.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.grantlet.Secret;
import org.grantlet.httpclient.core5.ssl.SSLContextBuilder;
import org.grantlet.httpclient.core5.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;

/** Certificates and keys from PEM or PKCS12. Failures are ends of a sentence. */
final class KeyMaterial {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private static final char[] NONE = {};

  private KeyMaterial() {}

  /**
   * Authorities.
   *
   * @param place a file, or PEM itself
   */
  static List<X509Certificate> authorities(String place, @Nullable Secret password)
      throws GeneralSecurityException {
    byte[] bytes = bytes(place);
    List<X509Certificate> found = new ArrayList<>();
    if (isPem(bytes)) {
      found.addAll(certificates(bytes));
    } else {
      KeyStore store = pkcs12(bytes, password);
      for (String alias : Collections.list(store.aliases())) {
        if (store.isCertificateEntry(alias)
            && store.getCertificate(alias) instanceof X509Certificate certificate) {
          found.add(certificate);
        }
      }
    }
    if (found.isEmpty()) {
      throw new CertificateException("has no certificate of an authority in it");
    }
    return found;
  }

  /**
   * A certificate and its key, in a store without a password.
   *
   * @param place a file, or PEM itself
   */
  static KeyStore own(String place, @Nullable Secret password) throws GeneralSecurityException {
    byte[] bytes = bytes(place);
    KeyStore own = empty();
    if (isPem(bytes)) {
      List<X509Certificate> chain = certificates(bytes);
      if (chain.isEmpty()) {
        throw new CertificateException("has no certificate in it");
      }
      PrivateKey key = key(bytes, chain.get(0).getPublicKey().getAlgorithm(), password);
      own.setKeyEntry("own", key, NONE, chain.toArray(new Certificate[0]));
    } else {
      KeyStore store = pkcs12(bytes, password);
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          own.setKeyEntry(
              alias, store.getKey(alias, chars(password)), NONE, store.getCertificateChain(alias));
        }
      }
    }
    if (own.size() == 0) {
      throw new KeyStoreException("has no private key in it");
    }
    return own;
  }

  /** TLS that trusts these authorities beside the JVM's, and has this client certificate. */
  static SSLContext context(@Nullable List<X509Certificate> authorities, @Nullable KeyStore own)
      throws GeneralSecurityException {
    SSLContextBuilder context = SSLContexts.custom();
    if (authorities != null) {
      KeyStore all = empty();
      for (X509Certificate authority : trusted(authorities)) {
        all.setCertificateEntry("authority-" + all.size(), authority);
      }
      context.loadTrustMaterial(all, null);
    }
    if (own != null) {
      context.loadKeyMaterial(own, NONE);
    }
    return context.build();
  }

  /** These authorities and the JVM's. */
  static List<X509Certificate> trusted(List<X509Certificate> authorities)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    List<X509Certificate> trusted = new ArrayList<>(authorities);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager known) {
        trusted.addAll(List.of(known.getAcceptedIssuers()));
      }
    }
    return trusted;
  }

  private static byte[] bytes(String place) throws GeneralSecurityException {
    if (place.contains("-----BEGIN ")) {
      return place.getBytes(StandardCharsets.US_ASCII);
    }
    try {
      return Files.readAllBytes(Path.of(place));
    } catch (IOException | InvalidPathException e) {
      throw new GeneralSecurityException("cannot be read", e);
    }
  }

  private static boolean isPem(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
  }

  private static List<X509Certificate> certificates(byte[] pem) throws GeneralSecurityException {
    List<X509Certificate> found = new ArrayList<>();
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    Matcher blocks = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    while (blocks.find()) {
      if (blocks.group(1).endsWith("CERTIFICATE")) {
        found.add(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(decode(blocks.group(2)))));
      }
    }
    return found;
  }

  private static PrivateKey key(byte[] pem, String algorithm, @Nullable Secret password)
      throws GeneralSecurityException {
    Matcher blocks = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    while (blocks.find()) {
      switch (blocks.group(1)) {
        case "PRIVATE KEY" -> {
          return KeyFactory.getInstance(algorithm)
              .generatePrivate(new PKCS8EncodedKeySpec(decode(blocks.group(2))));
        }
        case "ENCRYPTED PRIVATE KEY" -> {
          return KeyFactory.getInstance(algorithm)
              .generatePrivate(decrypt(decode(blocks.group(2)), password));
        }
        case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
            throw new KeyStoreException(
                "has a private key in an old form: openssl pkcs8 -topk8 makes PKCS8 of it");
        default -> {}
      }
    }
    throw new KeyStoreException("has no private key in it");
  }

  private static PKCS8EncodedKeySpec decrypt(byte[] key, @Nullable Secret password)
      throws GeneralSecurityException {
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(key);
      String name = info.getAlgName(); // PBES2 names its scheme in the parameters
      String scheme = name.startsWith("PBEWith") ? name : info.getAlgParameters().toString();
      Cipher cipher = Cipher.getInstance(scheme);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(scheme).generateSecret(new PBEKeySpec(chars(password))),
          info.getAlgParameters());
      return info.getKeySpec(cipher);
    } catch (IOException | GeneralSecurityException e) {
      throw new KeyStoreException("has a private key that its password does not open", e);
    }
  }

  private static byte[] decode(String base64) throws GeneralSecurityException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("is no PEM", e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    load(store, null, NONE);
    return store;
  }

  private static KeyStore pkcs12(byte[] bytes, @Nullable Secret password)
      throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    load(store, bytes, chars(password));
    return store;
  }

  private static void load(KeyStore store, byte @Nullable [] bytes, char[] password)
      throws GeneralSecurityException {
    try {
      store.load(bytes == null ? null : new ByteArrayInputStream(bytes), password);
    } catch (IOException e) {
      throw new KeyStoreException("is neither PEM nor PKCS12 that its password opens", e);
    }
  }

  private static char[] chars(@Nullable Secret password) {
    return password == null ? NONE : password.reveal().toCharArray();
  }
}
