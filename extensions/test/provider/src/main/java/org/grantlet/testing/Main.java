package org.grantlet.testing;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The provider alone, for trying an application out: it asks who logs in. */
public final class Main {
  private static final int LAST_PORT = 65_535;
  private static final String USAGE =
      """
      Usage: java -jar grantlet-test-provider-VERSION-standalone.jar [--port N] [--user EMAIL]...
        --port N       the port on 127.0.0.1, 0 to 65535; without it, or with 0, a free one
        --user EMAIL   who can log in; without it, ada@example.org and grace@example.org
      """;

  private Main() {}

  /** Runs until the process ends. */
  public static void main(String[] arguments) {
    try {
      TestProvider unused = start(System.out, arguments);
    } catch (IllegalArgumentException e) {
      System.err.print(e.getMessage() + "\n\n" + USAGE);
      System.exit(2);
    }
  }

  static TestProvider start(PrintStream out, String... arguments) {
    int port = 0;
    List<String> emails = new ArrayList<>();
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i];
      String value = i + 1 < arguments.length ? arguments[i + 1] : "";
      switch (name) {
        case "--port" -> port = port(value);
        case "--user" -> emails.add(email(value));
        default -> throw new IllegalArgumentException("There is no option " + name);
      }
    }
    if (emails.isEmpty()) {
      emails = List.of("ada@example.org", "grace@example.org");
    }
    List<TestUser> users =
        emails.stream().map(email -> new TestUser("account-of-" + email, email, email)).toList();
    TestProvider provider = TestProvider.start(port).anyClient().asks(users);
    out.printf(
        """
        An identity provider for tests runs at %s
        Who can log in: %s

        It takes any client, and any redirect URI. Configuration of an application, here for google:

        grantlet.insecure-loopback=true
        grantlet.custom-providers=true
        grantlet.integration.google.issuer=%s
        grantlet.integration.google.client-id=test
        grantlet.integration.google.client-secret=test
        grantlet.integration.google.scope=openid email

        Ctrl+C ends it.
        """,
        provider.issuer(), String.join(", ", emails), provider.issuer());
    return provider;
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > LAST_PORT) {
      throw new IllegalArgumentException("--port must be 0 to 65535, not '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  private static String email(String text) {
    if (!text.matches("[^@\\s]+@[^@\\s]+")) {
      throw new IllegalArgumentException("--user must be an email address, not '" + text + "'");
    }
    return text;
  }
}
