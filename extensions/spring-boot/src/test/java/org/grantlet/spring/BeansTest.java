package org.grantlet.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.grantlet.ConfigurationException;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.grantlet.Grants;
import org.grantlet.IntegrationSpec;
import org.grantlet.Integrations;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.servlet.RequestOwner;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.mock.web.MockFilterConfig;

class BeansTest {
  private final WebApplicationContextRunner runner = Contexts.with(Contexts.SMALL);

  @Test
  void beans_areThere_beforeTheFilterStarts() {
    runner.run(
        context -> {
          assertThat(context).hasNotFailed();
          assertThat(context.getBean(HostedAuth.class).grants())
              .isSameAs(context.getBean(Grants.class));
          assertThat(context.getBean(Integrations.class).list()).isEmpty();
          assertThat(context).hasSingleBean(RequestOwner.class);
          FilterRegistrationBean<?> registration = context.getBean(FilterRegistrationBean.class);
          assertThat(registration.getFilter()).isInstanceOf(HostedAuthFilter.class);
          assertThat(registration.isAsyncSupported()).isTrue();
          assertThat(registration.getUrlPatterns()).isEmpty(); // which is /*
        });
  }

  @Test
  void filter_isBehindSpringSecurity_whereverThatIs() {
    runner.run(context -> assertThat(order(context)).isEqualTo(-50));
    runner
        .withPropertyValues("spring.security.filter.order=7")
        .run(context -> assertThat(order(context)).isEqualTo(57));
    runner
        .withPropertyValues("spring.security.filter.order=" + Integer.MAX_VALUE)
        .run(context -> assertThat(order(context)).isEqualTo(Integer.MAX_VALUE));
  }

  private static int order(org.springframework.context.ApplicationContext context) {
    return context.getBean(FilterRegistrationBean.class).getOrder();
  }

  /** Nothing reads them, so that they are an error as any second source is. */
  @Test
  void initParams_ofTheFilter_areRefused() {
    runner.run(
        context -> {
          MockFilterConfig config = new MockFilterConfig("grantletFilter");
          config.addInitParameter("grantlet.path", "/other");
          HostedAuthFilter filter =
              (HostedAuthFilter) context.getBean(FilterRegistrationBean.class).getFilter();
          assertThatThrownBy(() -> filter.init(config))
              .isInstanceOf(ConfigurationException.class)
              .hasMessageContaining(
                  "grantlet.path is an init-param of filter 'grantletFilter', which was built in"
                      + " code and reads none");
        });
  }

  @Test
  void withoutAWebServer_thereAreGrants_butNoFilter() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(GrantletAutoConfiguration.class))
        .withPropertyValues("grantlet.base-url=https://app.example.com", "grantlet.api=off")
        .run(
            context -> {
              assertThat(context).hasSingleBean(HostedAuth.class);
              assertThat(context).doesNotHaveBean(FilterRegistrationBean.class);
              assertThat(context.getBean(Grants.class).find("none")).isEmpty();
            });
  }

  @Test
  void closedContext_closesTheEngine_afterTheBeansThatUseIt() {
    List<String> seen = new CopyOnWriteArrayList<>();
    runner
        .withBean(LastUse.class, () -> new LastUse(seen))
        .run(context -> context.getBean(LastUse.class).grants = context.getBean(Grants.class));
    assertThat(seen).containsExactly("used");
  }

  private static final class LastUse implements org.springframework.beans.factory.DisposableBean {
    private final List<String> seen;
    private Grants grants;

    private LastUse(List<String> seen) {
      this.seen = seen;
    }

    @Override
    public void destroy() {
      grants.find("none");
      seen.add("used");
    }
  }

  /** A user's own filter, built without the starter. */
  @Configuration(proxyBeanMethods = false)
  static class OwnFilter {
    @Bean
    FilterRegistrationBean<HostedAuthFilter> own() {
      return new FilterRegistrationBean<>(
          HostedAuthFilter.builder().baseUrl("https://own.example.com").api(false).build());
    }
  }

  @Test
  void ownFilter_isTheOne_andItsHostedAuthIsInjected() {
    new WebApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(GrantletAutoConfiguration.class))
        .withUserConfiguration(OwnFilter.class)
        .run(
            context -> {
              assertThat(context).hasSingleBean(FilterRegistrationBean.class);
              assertThat(context).doesNotHaveBean(GrantletEngine.class);
              HostedAuthFilter own =
                  (HostedAuthFilter) context.getBean(FilterRegistrationBean.class).getFilter();
              assertThat(context.getBean(HostedAuth.class)).isSameAs(own.hostedAuth());
              Grants grants = context.getBean(Grants.class);
              assertThatThrownBy(() -> grants.find("none"))
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("has not started yet");
              own.init(new MockFilterConfig("own"));
              assertThat(grants.find("none")).isEmpty();
              own.destroy();
            });
  }

  @Test
  void ownHostedAuthGrantsAndIntegrations_areKept() {
    HostedAuthFilter filter =
        HostedAuthFilter.builder()
            .baseUrl("https://own.example.com")
            .api(false)
            .startedInCode()
            .build();
    filter.start();
    HostedAuth own = filter.hostedAuth();
    new WebApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(GrantletAutoConfiguration.class))
        .withBean(HostedAuth.class, () -> own)
        .run(
            context -> {
              assertThat(context.getBean(HostedAuth.class)).isSameAs(own);
              assertThat(context.getBean(Grants.class)).isSameAs(own.grants());
              assertThat(context).doesNotHaveBean(FilterRegistrationBean.class);
            });
    runner
        .withBean(Grants.class, own::grants)
        .withBean(Integrations.class, own::integrations)
        .run(
            context -> {
              assertThat(context.getBean(Grants.class)).isSameAs(own.grants());
              assertThat(context.getBean(Integrations.class)).isSameAs(own.integrations());
            });
    filter.close();
  }

  /** What an application may have. */
  @Configuration(proxyBeanMethods = false)
  static class Own {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    final List<GrantEvent> heard = new CopyOnWriteArrayList<>();
    final List<GrantEvent> published = new CopyOnWriteArrayList<>();

    @Bean
    Clock clock() {
      return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Bean
    GrantListener listener() {
      return new GrantListener() {
        @Override
        public void grantCreated(GrantEvent event) {
          heard.add(event);
        }
      };
    }

    @EventListener
    void on(GrantEvent event) {
      published.add(event);
    }

    @Bean
    GrantletCustomizer customizer() {
      return builder ->
          builder.integration(
              "google",
              IntegrationSpec.builder()
                  .clientId("id")
                  .clientSecret("secret")
                  .redirectUris("/connected")
                  .build());
    }

    @Bean
    RequestOwner owner() {
      return new RequestOwner() {
        @Override
        public Owner bind(HttpServletRequest request) {
          return new Owner("one", "one");
        }

        @Override
        public Owner of(HttpServletRequest request) {
          return bind(request);
        }
      };
    }
  }

  @Test
  void beansOfTheApplication_areUsed() {
    runner
        .withUserConfiguration(Own.class)
        .run(
            context -> {
              assertThat(context).hasNotFailed().hasSingleBean(RequestOwner.class);
              assertThat(context.getBean(Integrations.class).get("google").createdAt())
                  .isEqualTo(Own.NOW);
            });
  }

  /** What listeners hear is published, whatever it is: a new method needs its line. */
  @Test
  void applicationEvents_forwardEveryMethod() {
    assertThat(
            Arrays.stream(GrantListener.class.getMethods())
                .filter(method -> method.isDefault())
                .filter(method -> method.getParameterCount() == 1)
                .map(method -> method.getName()))
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(Arrays.stream(ApplicationEvents.class.getDeclaredMethods()))
                    .extracting("name")
                    .contains(name));
  }
}
