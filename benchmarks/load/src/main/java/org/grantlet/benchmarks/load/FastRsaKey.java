package org.grantlet.benchmarks.load;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Signs RS256 (RFC 8017 section 8.2.1) some ten times faster than the JDK, so that signing is not
 * what is measured: the modulus has 2048 bits, as everybody's, but eight primes (section 3.2)
 * instead of two. Verifying costs what it always does. Safe nowhere but here.
 */
final class FastRsaKey {
  private static final int BITS = 2048;
  private static final int PRIMES = 8;
  private static final BigInteger E = BigInteger.valueOf(65537);

  /** What stands before the hash: RFC 8017 section 9.2, note 1. */
  private static final String SHA256_INFO = "003031300d060960864801650304020105000420";

  private record Factor(BigInteger prime, BigInteger exponent, BigInteger coefficient) {}

  private final List<Factor> factors = new ArrayList<>();
  private final BigInteger modulus;

  FastRsaKey() {
    // The same key each time: nothing about it is a secret.
    Random random = new Random(17);
    BigInteger product = BigInteger.ONE;
    List<BigInteger> primes = new ArrayList<>();
    while (product.bitLength() < BITS) {
      int bits = primes.size() < PRIMES - 1 ? BITS / PRIMES : BITS - product.bitLength() + 1;
      BigInteger prime = BigInteger.probablePrime(bits, random);
      if (!prime.subtract(BigInteger.ONE).mod(E).equals(BigInteger.ZERO)) {
        primes.add(prime);
        product = product.multiply(prime);
      }
    }
    modulus = product;
    for (BigInteger prime : primes) {
      BigInteger others = modulus.divide(prime);
      factors.add(
          new Factor(
              prime,
              E.modInverse(prime.subtract(BigInteger.ONE)),
              others.multiply(others.modInverse(prime))));
    }
  }

  RSAKey publicJwk() {
    return new RSAKey.Builder(Base64URL.encode(modulus), Base64URL.encode(E))
        .algorithm(JWSAlgorithm.RS256)
        .keyID("benchmark")
        .build();
  }

  Base64URL sign(String text) {
    BigInteger message = new BigInteger(padded(text), 16);
    BigInteger signature = BigInteger.ZERO;
    for (Factor factor : factors) {
      signature =
          signature.add(
              message
                  .mod(factor.prime)
                  .modPow(factor.exponent, factor.prime)
                  .multiply(factor.coefficient));
    }
    byte[] bytes = HexFormat.of().parseHex(hex(signature.mod(modulus)));
    return Base64URL.encode(bytes);
  }

  /** EMSA-PKCS1-v1_5, RFC 8017 section 9.2, in hexadecimal. */
  private String padded(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      String end = SHA256_INFO + HexFormat.of().formatHex(hash);
      int length = hex(modulus).length();
      return "0001" + "f".repeat(length - 4 - end.length()) + end;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String hex(BigInteger number) {
    String hex = number.toString(16);
    return "0".repeat((modulus.bitLength() + 7) / 8 * 2 - hex.length()) + hex;
  }
}
