package org.grantlet.sample.docs;

import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.StringReader;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.grantlet.servlet.HostedAuthFilter;

/** Starts the filter with a configuration of the documentation. */
final class ConfigurationSnippets {
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  private ConfigurationSnippets() {}

  /** It starts, with what the block does not show, in a database that is there. */
  static void assertStarts(String properties) throws Exception {
    Map<String, String> keys = new HashMap<>();
    keys.put("grantlet.base-url", "https://app.example.com");
    keys.put("grantlet.client-id", "my-app");
    keys.put("grantlet.client-secret", "secret");
    keys.put("grantlet.encryption-key", KEY);
    keys.putAll(parsed(properties));
    keys.computeIfPresent("grantlet.store", (key, store) -> "jdbc:h2:mem:docs");
    FilterHolder filter = new FilterHolder(HostedAuthFilter.class);
    filter.setInitParameters(keys);
    start(filter);
  }

  /** German texts of the documentation are texts that the pages have. */
  static void assertAreGermanTexts(String properties) throws Exception {
    start(
        new FilterHolder(
            HostedAuthFilter.builder()
                .baseUrl("https://app.example.com")
                .api(false)
                .texts("de", parsed(properties))
                .build()));
  }

  private static void start(FilterHolder filter) throws Exception {
    Server server = new Server();
    ServletContextHandler context = new ServletContextHandler("/");
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    server.setHandler(context);
    try {
      server.start();
    } finally {
      server.stop();
    }
  }

  private static Map<String, String> parsed(String text) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    Map<String, String> keys = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      String secret =
          name.equals("grantlet.encryption-key")
              ? KEY
              : name.startsWith("grantlet.webhook.") ? "whsec_" + KEY : "from-the-environment";
      keys.put(name, properties.getProperty(name).replaceAll("\\$\\{(env|file):[^}]+}", secret));
    }
    return keys;
  }
}
