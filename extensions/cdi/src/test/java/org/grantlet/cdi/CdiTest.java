package org.grantlet.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantListener;
import org.grantlet.GrantSpec;
import org.grantlet.GrantletException;
import org.grantlet.Grants;
import org.grantlet.IntegrationSpec;
import org.grantlet.Integrations;
import org.grantlet.LoginUrl;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.testing.Patience;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A filter and a CDI container in one application; servlet containers are in ServersIT. */
@Timeout(120)
class CdiTest {
  private static TestProvider provider;

  private SeContainer container;
  private HostedAuthFilter filter;

  @BeforeAll
  static void startProvider() {
    provider = TestProvider.start();
  }

  @AfterAll
  static void stopProvider() {
    provider.close();
  }

  @BeforeEach
  void build() {
    Beans.ASKED.clear();
    IntegrationSpec.Builder acme = IntegrationSpec.builder().redirectUris("/connected");
    provider.openIdSettings().forEach(acme::setting);
    filter =
        HostedAuthFilter.builder()
            .startedInCode()
            .baseUrl("https://app.example.com")
            .api(false)
            .integration("acme", acme.scope("openid", "email").build())
            .grantlet(core -> core.customProviders(true).insecureLoopback(true))
            .build();
  }

  @AfterEach
  void stop() {
    filter.close();
    if (container != null) {
      container.close();
    }
  }

  private void startContainer(Class<?>... beans) {
    container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addBeanClasses(GrantletBeans.class, CurrentHostedAuth.class)
            .addBeanClasses(beans)
            .initialize();
  }

  private <T> T bean(Class<T> type) {
    return container.select(type).get();
  }

  private static GrantSpec spec() {
    return new GrantSpec(
        Map.of("refresh_token", provider.issueRefreshToken("openid email")),
        null,
        null,
        null,
        "ada");
  }

  @Test
  void hostedAuth_grantsAndIntegrations_areBeans() {
    startContainer();
    filter.start();
    assertThat(bean(HostedAuth.class)).isSameAs(filter.hostedAuth());
    assertThat(bean(Integrations.class).list()).hasSize(1);
    Grant grant = bean(Grants.class).create("acme", spec());
    assertThat(filter.hostedAuth().grants().get(grant.id())).isEqualTo(grant);
  }

  /** Such as one that observes the start of the application. */
  @Test
  void beanThatIsMadeBeforeTheFilter_usesWhatItInjectsLater() {
    startContainer();
    Grants grants = bean(Grants.class);
    Integrations integrations = bean(Integrations.class);
    Instance<HostedAuth> hostedAuth = container.select(HostedAuth.class);
    assertThatThrownBy(() -> grants.find("g")).hasMessageStartingWith("No HostedAuthFilter has st");
    assertThatThrownBy(hostedAuth::get)
        .hasStackTraceContaining(
            "No HostedAuthFilter has started in this application yet: a bean that is made before"
                + " takes Grants, Integrations or Instance<HostedAuth>, and uses them later");
    filter.start();
    assertThat(grants.find("g")).isEmpty();
    assertThat(integrations.find("acme")).isPresent();
    assertThat(hostedAuth.get()).isSameAs(filter.hostedAuth());
  }

  @Test
  void events_areObserved_andAsynchronously() {
    startContainer(CalendarSync.class);
    filter.start();
    CalendarSync observer = bean(CalendarSync.class);
    Grant grant = bean(Grants.class).create("acme", spec());
    String token = bean(Grants.class).accessToken(grant.id()).value();
    Patience.await("the asynchronous observer").until(() -> observer.read().contains(token));
    bean(Grants.class).delete(grant.id());
    assertThat(observer.heard()).containsExactly("CREATED " + grant.id(), "DELETED " + grant.id());
  }

  /** As of any listener. */
  @Test
  void observerThatFails_isCounted_andChangesNothing() {
    startContainer(CalendarSync.class);
    filter.start();
    bean(CalendarSync.class).fail();
    Grant grant = bean(Grants.class).create("acme", spec());
    assertThat(bean(Grants.class).find(grant.id())).isPresent();
    assertThat(filter.hostedAuth().listenerFailures()).isEqualTo(1);
  }

  @Test
  void everyEventOfAListener_isPublished() {
    List<String> own =
        Arrays.stream(EventPublisher.class.getDeclaredMethods()).map(Method::getName).toList();
    assertThat(GrantListener.class.getMethods())
        .extracting(Method::getName)
        .allMatch(own::contains);
  }

  @Test
  void beansOfTheApplication_areTheFilters() {
    startContainer(Beans.Listener.class, Beans.Hook.class, Beans.Pages.class, Beans.OnlyUser.class);
    filter.start();
    assertThat(Beans.ASKED).contains("hook", "pages").doesNotContain("listener", "owner");
    bean(Grants.class).create("acme", spec());
    assertThat(Beans.ASKED).containsOnlyOnce("listener");
    LoginUrl url =
        bean(HostedAuth.class)
            .request("acme")
            .redirectUri("/connected")
            .ownedBy(request())
            .create();
    assertThat(url).isNotNull();
    assertThat(Beans.ASKED).containsOnlyOnce("owner");
  }

  /** A request to the application of nobody whom the servlet API knows. */
  private static HttpServletRequest request() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            CdiTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                method.getName().equals("getHeader") ? "app.example.com" : null);
  }

  @Test
  void applicationWithoutCdi_isToldSo_andDoesNotStart() {
    assertThatThrownBy(filter::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "grantlet-cdi is on the class path, but CDI has not started in this application: add a"
                + " WEB-INF/beans.xml, or remove grantlet-cdi");
  }

  @Test
  void errors_ofGrants_passTheProxy() {
    startContainer();
    filter.start();
    assertThatThrownBy(() -> bean(Grants.class).get("gone"))
        .isInstanceOfSatisfying(
            GrantletException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.GRANT_NOT_FOUND));
  }
}
