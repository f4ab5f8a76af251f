package org.grantlet.servlet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.grantlet.ConfigurationException;
import org.grantlet.servlet.internal.config.ConfigReader;
import org.grantlet.servlet.internal.config.ConfigReader.PageSources;

/** Any configuration is right, or refused with what is wrong with it. */
class ConfigurationFuzzTest {
  /** The input is a properties file. What opens files and databases is left alone. */
  @FuzzTest(maxDuration = "10m")
  void anyFile_isTakenOrRefused(byte[] input) throws Exception {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(new String(input, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return; // java.util.Properties itself: a malformed escape
    }
    Map<String, String> values = new HashMap<>();
    properties.forEach((name, value) -> values.put(name.toString(), value.toString()));
    values.keySet().removeIf(name -> name.contains("store") || name.contains("listeners"));
    values.values().removeIf(value -> value.contains("${file"));
    try {
      ConfigReader.read(
              values,
              List.of(),
              name -> name.equals("SECRET") ? "s3cret" : null,
              getClass().getClassLoader(),
              new PageSources(null, null, Map.of(), language -> Map.of()),
              Clock.systemUTC(),
              core -> {})
          .core()
          .build()
          .close();
    } catch (ConfigurationException e) {
      assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> assertThat(problem).isNotBlank());
    }
  }
}
