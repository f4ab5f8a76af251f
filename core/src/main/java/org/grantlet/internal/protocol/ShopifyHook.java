package org.grantlet.internal.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.grantlet.Secret;
import org.grantlet.provider.ClientCredentials;
import org.grantlet.provider.ProviderHook;

/**
 * Shopify signs authorization responses: {@code hmac} is the hexadecimal HMAC-SHA256, by the client
 * secret, of all other parameters in alphabetical order.
 */
final class ShopifyHook implements ProviderHook {
  private static final String HMAC = "hmac";

  @Override
  public String name() {
    return "shopify";
  }

  @Override
  public boolean acceptsAnswer(ClientCredentials client, Map<String, List<String>> parameters) {
    Secret secret = client.clientSecret();
    List<String> given = parameters.getOrDefault(HMAC, List.of());
    if (secret == null || given.size() != 1) {
      return false;
    }
    Map<String, List<String>> signed = new TreeMap<>(parameters);
    signed.remove(HMAC);
    String message =
        signed.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + String.join(",", parameter.getValue()))
            .collect(Collectors.joining("&"));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(secret.reveal()), mac.getAlgorithm()));
      String right = HexFormat.of().formatHex(mac.doFinal(bytes(message)));
      return MessageDigest.isEqual(bytes(right), bytes(given.get(0)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
