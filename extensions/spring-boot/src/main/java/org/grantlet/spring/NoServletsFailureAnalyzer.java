package org.grantlet.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what a reactive application can do. */
final class NoServletsFailureAnalyzer extends AbstractFailureAnalyzer<NoServletsException> {
  @Override
  protected FailureAnalysis analyze(Throwable failure, NoServletsException cause) {
    return new FailureAnalysis(
        cause.getMessage() + ".",
        """
        Do one of these:

            - use Spring MVC: spring-boot-starter-web instead of spring-boot-starter-webflux (if\
         both are there, MVC is used unless spring.main.web-application-type=reactive is set)
            - remove grantlet-spring-boot-starter, and let a servlet application run the Connect\
         API, which this one calls over HTTP
        """,
        cause);
  }
}
