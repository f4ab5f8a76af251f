package org.grantlet.servlet.internal.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A properties file in UTF-8.
 *
 * @param keys what it says, by name
 * @param contradictions the keys that it says twice, and differently
 */
record PropertiesFile(Map<String, String> keys, List<String> contradictions) {
  private static final class Counting extends Properties {
    private final transient List<String> contradictions = new ArrayList<>();

    @Override
    public synchronized Object put(Object key, Object value) {
      Object former = super.put(key, value);
      if (former != null && !former.equals(value)) {
        contradictions.add(String.valueOf(key));
      }
      return former;
    }
  }

  /**
   * Reads and closes it.
   *
   * @throws IOException if it cannot be read, or is malformed
   */
  static PropertiesFile read(InputStream in) throws IOException {
    Counting properties = new Counting();
    try (in) {
      properties.load(new StringReader(text(in)));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "a backslash begins an escape: write it twice, or paths of Windows with /", e);
    }
    Map<String, String> keys = new TreeMap<>();
    properties.stringPropertyNames().forEach(name -> keys.put(name, properties.getProperty(name)));
    return new PropertiesFile(keys, List.copyOf(properties.contradictions));
  }

  /**
   * A text in UTF-8, without the byte order mark of Windows editors.
   *
   * @throws IOException if it cannot be read, or is in another encoding
   */
  static String text(InputStream in) throws IOException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IOException("it is not in UTF-8");
    }
  }
}
