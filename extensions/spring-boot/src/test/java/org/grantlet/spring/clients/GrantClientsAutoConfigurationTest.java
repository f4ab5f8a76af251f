package org.grantlet.spring.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.grantlet.spring.client.GrantAttributes.grant;

import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.spring.GrantletAutoConfiguration;
import org.grantlet.spring.client.GrantRestClient;
import org.grantlet.spring.client.GrantWebClient;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

class GrantClientsAutoConfigurationTest {
  private final WebApplicationContextRunner runner =
      new WebApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  GrantClientsAutoConfiguration.class, GrantletAutoConfiguration.class))
          .withPropertyValues("grantlet.base-url=https://app.example.com", "grantlet.api=off");

  /** Only Grantlet knows that there is no such grant. */
  private static void assertAsksGrantlet(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            GrantletException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.GRANT_NOT_FOUND));
  }

  private static ThrowingCallable call(GrantRestClient client) {
    return () ->
        client
            .builder()
            .build()
            .get()
            .uri("events")
            .attributes(grant("g"))
            .retrieve()
            .body(String.class);
  }

  private static ThrowingCallable call(GrantWebClient client) {
    return () ->
        client
            .builder()
            .build()
            .get()
            .uri("events")
            .attributes(grant("g"))
            .retrieve()
            .toBodilessEntity()
            .block();
  }

  @Test
  void beans_callWithGrants_andAreNoBuilders() {
    runner.run(
        context -> {
          assertAsksGrantlet(call(context.getBean(GrantRestClient.class)));
          assertAsksGrantlet(call(context.getBean(GrantWebClient.class)));
          assertThat(context).doesNotHaveBean(RestClient.Builder.class);
          assertThat(context).doesNotHaveBean(WebClient.Builder.class);
        });
  }

  @Test
  void buildersOfTheApplication_areCopied_andStayAsTheyAre() {
    AtomicInteger own = new AtomicInteger();
    AtomicInteger intercepted = new AtomicInteger();
    RestClient.Builder rest =
        RestClient.builder()
            .requestFactory(
                (uri, method) -> {
                  own.incrementAndGet();
                  throw new java.io.IOException("the application's own");
                })
            .requestInterceptor(
                (request, body, execution) -> {
                  intercepted.incrementAndGet();
                  return execution.execute(request, body);
                });
    WebClient.Builder web =
        WebClient.builder()
            .filter(
                (request, next) -> {
                  intercepted.incrementAndGet();
                  return next.exchange(request);
                });
    runner
        .withBean(RestClient.Builder.class, () -> rest)
        .withBean(WebClient.Builder.class, () -> web)
        .run(
            context -> {
              assertAsksGrantlet(call(context.getBean(GrantRestClient.class)));
              assertAsksGrantlet(call(context.getBean(GrantWebClient.class)));
              assertThat(intercepted).hasValue(2);
              assertThat(own).hasValue(0);
              assertThatThrownBy(() -> rest.build().get().uri("/").retrieve().toBodilessEntity())
                  .hasMessageContaining("the application's own");
              assertThat(own).hasValue(1);
            });
  }

  @Test
  void beansOfTheApplication_goFirst() {
    GrantRestClient rest = new GrantRestClient(id -> null);
    GrantWebClient web = new GrantWebClient(id -> null);
    runner
        .withBean(GrantRestClient.class, () -> rest)
        .withBean(GrantWebClient.class, () -> web)
        .run(
            context -> {
              assertThat(context.getBean(GrantRestClient.class)).isSameAs(rest);
              assertThat(context.getBean(GrantWebClient.class)).isSameAs(web);
            });
  }

  @Test
  void libraryThatIsNotThere_isNotMissed() {
    runner
        .withClassLoader(new FilteredClassLoader(WebClient.class))
        .run(context -> assertThat(context).hasNotFailed().hasSingleBean(GrantRestClient.class));
    runner
        .withClassLoader(new FilteredClassLoader(RestClient.class))
        .run(context -> assertThat(context).hasNotFailed().hasSingleBean(GrantWebClient.class));
  }

  @Test
  void withoutGrantlet_thereAreNone() {
    new WebApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(GrantClientsAutoConfiguration.class))
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(GrantRestClient.class));
  }
}
