package org.grantlet.sample.boot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the sample: {@code java -jar} its jar, with any of Spring Boot's options. */
@SpringBootApplication
public class PlannerApplication {
  /** The way Spring Boot applications begin. */
  public static void main(String[] arguments) {
    SpringApplication.run(PlannerApplication.class, arguments);
  }
}
