package org.grantlet.spring;

import jakarta.servlet.ServletContext;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.web.context.WebApplicationContext;

/** Finds a {@code grantlet.properties}, which is not read beside Spring Boot's properties. */
final class OtherSources {
  private static final String FILE = "grantlet.properties";

  private OtherSources() {}

  /** What is wrong; nothing if Spring Boot imports the file. */
  static List<String> problems(ApplicationContext context, ConfigurableEnvironment environment) {
    List<String> problems = new ArrayList<>();
    boolean isImported =
        environment.getPropertySources().stream()
            .anyMatch(source -> source.getName().contains(FILE));
    ClassLoader loader = context.getClassLoader();
    URL onClassPath = loader == null ? null : loader.getResource(FILE);
    if (onClassPath != null && !isImported) {
      problems.add(problem(onClassPath.toString()));
    }
    URL inWebInf = context instanceof WebApplicationContext web ? inWebInf(web) : null;
    if (inWebInf != null) {
      problems.add(problem("WEB-INF/" + FILE));
    }
    return problems;
  }

  private static String problem(String place) {
    return FILE
        + " is there ("
        + place
        + "), and a Spring Boot application has its keys in one place: move them to"
        + " application.yml, or say spring.config.import=classpath:"
        + FILE;
  }

  private static @Nullable URL inWebInf(WebApplicationContext context) {
    ServletContext servlets = context.getServletContext();
    try {
      return servlets == null ? null : servlets.getResource("/WEB-INF/" + FILE);
    } catch (MalformedURLException e) {
      return null; // no server says so of this path
    }
  }
}
