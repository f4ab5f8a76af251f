package org.grantlet.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The application of {@code src/consumer} as unpacked WAR, in the three ways to have the filter.
 * Its sign-in filter names the user, so logins are bound: they work behind it alone.
 */
enum Applications {
  /** web.xml declares the filter; the configuration is in WEB-INF. */
  DECLARED("WEB-INF/grantlet.properties") {
    @Override
    String webXml() {
      return """
      <filter>
        <filter-name>sign-in</filter-name>
        <filter-class>com.example.calendar.SignInFilter</filter-class>
        <async-supported>true</async-supported>
      </filter>
      <filter>
        <filter-name>hosted-auth</filter-name>
        <filter-class>org.grantlet.servlet.HostedAuthFilter</filter-class>
        <async-supported>true</async-supported>
      </filter>
      <filter-mapping>
        <filter-name>sign-in</filter-name>
        <url-pattern>/*</url-pattern>
      </filter-mapping>
      <filter-mapping>
        <filter-name>hosted-auth</filter-name>
        <url-pattern>/*</url-pattern>
      </filter-mapping>
      """;
    }
  },

  /** Nothing but the jar and the configuration on the class path. */
  SELF("WEB-INF/classes/grantlet.properties") {
    @Override
    String webXml() {
      return "";
    }
  },

  /** A listener of the application registers a filter that it builds. */
  BUILT("") {
    @Override
    String webXml() {
      return """
      <listener>
        <listener-class>com.example.calendar.Calendar</listener-class>
      </listener>
      """;
    }
  };

  private static final Path SOURCES = Path.of("src", "consumer");
  private static final String SERVICE = "META-INF/services/org.grantlet.GrantListener";

  private final String propertiesFile;

  Applications(String propertiesFile) {
    this.propertiesFile = propertiesFile;
  }

  /** What its web.xml says; empty if it has none. */
  abstract String webXml();

  /** Where it is served, and the name of its folder. */
  String contextPath() {
    return "/" + folder();
  }

  private String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Writes all of them, each to a folder of its own. */
  static Path writeAll(Path folder) throws IOException {
    for (Applications application : values()) {
      application.write(folder.resolve(application.folder()));
    }
    return folder;
  }

  private void write(Path war) throws IOException {
    Path classes = Files.createDirectories(war.resolve("WEB-INF/classes"));
    Sources.compile(SOURCES.resolve("calendar"), PackagedJars.applicationPath(), classes);
    if (!propertiesFile.isEmpty()) {
      Files.createDirectories(classes.resolve(SERVICE).getParent());
      Files.writeString(classes.resolve(SERVICE), resource(SERVICE));
      Files.writeString(
          war.resolve(propertiesFile),
          resource("grantlet.properties")
              + "grantlet.base-url=${env:CALENDAR_ORIGIN}"
              + contextPath()
              + "\n");
    }
    if (!webXml().isEmpty()) {
      Files.writeString(
          war.resolve("WEB-INF/web.xml"),
          "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">\n"
              + webXml()
              + "</web-app>\n");
    }
    Path libraries = Files.createDirectories(war.resolve("WEB-INF/lib"));
    for (Path jar : PackagedJars.libraries()) {
      Files.copy(jar, libraries.resolve(jar.getFileName()));
    }
  }

  private static String resource(String name) throws IOException {
    return Files.readString(SOURCES.resolve("resources").resolve(name));
  }
}
