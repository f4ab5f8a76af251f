package org.grantlet.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The applications of {@code src/consumer} as unpacked WARs: in the three ways to have the filter,
 * and with CDI. Its sign-in filter names the user, so logins are bound: they work behind it alone.
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
  },

  /** The sources of {@code src/consumer/cdi}: beans, and the filter registers itself. */
  CDI("WEB-INF/classes/grantlet.properties") {
    @Override
    String webXml() {
      return "";
    }

    @Override
    String sources() {
      return "cdi";
    }

    @Override
    String compilePath() {
      return PackagedJars.containerPath("cdi");
    }

    @Override
    List<Path> libraries() {
      return PackagedJars.jars(compilePath()).stream()
          .filter(jar -> !jar.getFileName().toString().startsWith("jakarta."))
          .toList();
    }
  };

  /** Those that every servlet container can have. */
  static final List<Applications> PLAIN = List.of(DECLARED, SELF, BUILT);

  private static final Path SOURCES = Path.of("src", "consumer");
  private static final String SERVICE = "META-INF/services/org.grantlet.GrantListener";

  private final String propertiesFile;

  Applications(String propertiesFile) {
    this.propertiesFile = propertiesFile;
  }

  /** What its web.xml says; empty if it has none. */
  abstract String webXml();

  /** The folder of its sources, below {@code src/consumer}. */
  String sources() {
    return "calendar";
  }

  String compilePath() {
    return PackagedJars.applicationPath();
  }

  /** What it has in WEB-INF/lib. */
  List<Path> libraries() {
    return PackagedJars.libraries();
  }

  /** Where it is served, and the name of its folder. */
  String contextPath() {
    return "/" + folder();
  }

  private String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Writes some of them, each to a folder of its own. */
  static Path write(List<Applications> applications, Path folder) throws IOException {
    for (Applications application : applications) {
      application.write(folder.resolve(application.folder()));
    }
    return folder;
  }

  private void write(Path war) throws IOException {
    Path classes = Files.createDirectories(war.resolve("WEB-INF/classes"));
    Sources.compile(SOURCES.resolve(sources()), compilePath(), classes);
    if (!propertiesFile.isEmpty()) {
      if (this != CDI) {
        Files.createDirectories(classes.resolve(SERVICE).getParent());
        Files.writeString(classes.resolve(SERVICE), resource(SERVICE));
      }
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
    for (Path jar : libraries()) {
      Files.copy(jar, libraries.resolve(jar.getFileName()));
    }
  }

  private static String resource(String name) throws IOException {
    return Files.readString(SOURCES.resolve("resources").resolve(name));
  }
}
