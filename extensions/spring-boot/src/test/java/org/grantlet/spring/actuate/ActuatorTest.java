package org.grantlet.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.MapAssert;
import org.grantlet.spring.AutoConfigured;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.ReflectionUtils;

/** What operators see. Health has other types in Spring Boot 3.5 than in 4. */
class ActuatorTest {
  private static WebApplicationContextRunner runner() {
    return AutoConfigured.with(
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration",
            "org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration")
        .withPropertyValues(
            "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  }

  private static Object call(Object target, String method) {
    Method found = ReflectionUtils.findMethod(target.getClass(), method);
    ReflectionUtils.makeAccessible(found);
    return ReflectionUtils.invokeMethod(found, target);
  }

  private static String status(Object health) {
    return String.valueOf(call(health, "getStatus"));
  }

  private static Object health(ApplicationContext context) {
    return call(context.getBean("grantletHealthIndicator"), "health");
  }

  @Test
  void health_isUp_andDownWhileTheStoreDoesNotAnswer() {
    runner()
        .run(
            context -> {
              assertThat(status(health(context))).isEqualTo("UP");
              JdbcTemplate database = new JdbcTemplate(context.getBean(DataSource.class));
              database.execute("alter table grantlet_grant rename to away");
              assertThat(status(health(context))).isEqualTo("DOWN");
              assertThat(call(health(context), "getDetails"))
                  .asInstanceOf(InstanceOfAssertFactories.MAP)
                  .containsOnlyKeys("store");
              database.execute("alter table away rename to grantlet_grant");
              assertThat(status(health(context))).isEqualTo("UP");
            });
  }

  @Test
  void health_isPartOfTheWholeApplications() {
    runner()
        .run(
            context -> {
              Object registry = context.getBean("healthContributorRegistry");
              Method find =
                  ReflectionUtils.findMethod(registry.getClass(), "getContributor", String.class);
              ReflectionUtils.makeAccessible(find);
              assertThat(ReflectionUtils.invokeMethod(find, registry, "grantlet")).isNotNull();
            });
  }

  @Test
  void health_canBeTurnedOff() {
    for (String key : new String[] {"grantlet", "defaults"}) {
      runner()
          .withPropertyValues("management.health." + key + ".enabled=false")
          .run(context -> assertThat(context).doesNotHaveBean("grantletHealthIndicator"));
    }
    runner()
        .withPropertyValues(
            "management.health.defaults.enabled=false", "management.health.grantlet.enabled=true")
        .run(context -> assertThat(context).hasBean("grantletHealthIndicator"));
  }

  private static MapAssert<String, Object> assertInfo(ApplicationContext context) {
    Info.Builder info = new Info.Builder();
    context.getBean(InfoContributor.class).contribute(info);
    return assertThat(info.build().get("grantlet"))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class));
  }

  @Test
  void info_whileTheStoreDoesNotAnswer_saysSo_andAnswersTheRest() {
    runner()
        .run(
            context -> {
              JdbcTemplate database = new JdbcTemplate(context.getBean(DataSource.class));
              database.execute("alter table grantlet_integration rename to away");
              assertInfo(context)
                  .containsOnlyKeys("version", "baseUrl", "problem")
                  .containsEntry("problem", GrantletInfoAutoConfiguration.UNREADABLE);
              database.execute("alter table away rename to grantlet_integration");
              assertInfo(context).containsKey("callbackUris").doesNotContainKey("problem");
            });
  }

  @Test
  void info_hasWhatOneRegistersAtProviders() {
    runner()
        .run(
            context -> {
              assertInfo(context)
                  .containsEntry("baseUrl", "https://app.example.com")
                  .containsKey("version")
                  .extractingByKey("callbackUris")
                  .hasToString("{google=https://app.example.com/connect/callback/google}");
            });
    runner()
        .withPropertyValues("management.info.grantlet.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(InfoContributor.class));
  }
}
