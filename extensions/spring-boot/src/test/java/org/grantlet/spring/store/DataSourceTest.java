package org.grantlet.spring.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.grantlet.IntegrationSpec;
import org.grantlet.Integrations;
import org.grantlet.jdbc.JdbcStores;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.spring.AutoConfigured;
import org.grantlet.store.Stores;
import org.grantlet.testing.Patience;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** Grants in the application's own database. */
class DataSourceTest {
  private static final String NOTE = "create table note (content varchar(100))";
  private static final int FIRST_OF_OURS = 41;

  @TempDir private Path migrations;

  private static WebApplicationContextRunner runner() {
    return AutoConfigured.with(
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration")
        .withPropertyValues(
            "spring.flyway.enabled=false",
            "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  }

  private WebApplicationContextRunner withFlyway() {
    return runner()
        .withPropertyValues(
            "spring.flyway.enabled=true", "spring.flyway.locations=filesystem:" + migrations);
  }

  private static JdbcTemplate database(ApplicationContext context) {
    return new JdbcTemplate(context.getBean(DataSource.class));
  }

  private static List<String> tables(ApplicationContext context) {
    return database(context)
        .queryForList(
            "select table_name from information_schema.tables where table_schema = 'PUBLIC'",
            String.class);
  }

  private static long integrations(ApplicationContext context) {
    return database(context)
        .queryForList("select 1 from grantlet_integration", Integer.class)
        .size();
  }

  private static IntegrationSpec acme() {
    return IntegrationSpec.builder()
        .clientId("client")
        .clientSecret("secret")
        .scope("user:read")
        .redirectUris("https://app.example.com/connected")
        .build();
  }

  @Test
  void store_isTheDataSource_andNoOtherPoolIsOpened() {
    runner()
        .run(
            context -> {
              assertThat(context).hasNotFailed().hasSingleBean(DataSource.class);
              assertThat(integrations(context)).isEqualTo(1);
              assertThat(tables(context)).contains("GRANTLET_GRANT", "grantlet_schema_history");
              Patience.await("other tests' pools to end; and here is none")
                  .until(
                      () -> !Thread.getAllStackTraces().keySet().toString().contains("grantlet:"));
            });
  }

  @Test
  void store_thatIsNamed_isTheOneThatIsNamed() {
    runner()
        .withPropertyValues("grantlet.store=memory")
        .run(context -> assertThat(tables(context)).isEmpty());
  }

  @Test
  void logins_areThereToo_ifTheKeySaysStore() {
    runner()
        .withPropertyValues("grantlet.one-time-store=store")
        .run(
            context -> {
              HostedAuth hostedAuth = context.getBean(HostedAuth.class);
              hostedAuth.request("google").redirectUri("/connected").create();
              assertThat(
                      database(context)
                          .queryForList("select 1 from grantlet_one_time", Integer.class))
                  .hasSize(1);
            });
  }

  private static void changeInATransactionThatIsRolledBack(ApplicationContext context) {
    DataSource dataSource = context.getBean(DataSource.class);
    new TransactionTemplate(new DataSourceTransactionManager(dataSource))
        .executeWithoutResult(
            status -> {
              database(context).update("insert into note values ('rolled back')");
              context.getBean(Integrations.class).create("zoom", acme());
              status.setRollbackOnly();
            });
    assertThat(database(context).queryForList("select content from note")).isEmpty();
  }

  @Test
  void transactionOfTheApplication_isNotJoined() {
    runner()
        .run(
            context -> {
              database(context).execute(NOTE);
              changeInATransactionThatIsRolledBack(context);
              assertThat(integrations(context)).isEqualTo(2);
            });
  }

  @Test
  void transactionOfTheApplication_isNotJoinedThroughAProxyThatKnowsTransactions() {
    runner()
        .withUserConfiguration(TransactionAware.class)
        .run(
            context -> {
              assertThat(context.getBean(DataSource.class))
                  .isInstanceOf(TransactionAwareDataSourceProxy.class);
              database(context).execute(NOTE);
              changeInATransactionThatIsRolledBack(context);
              assertThat(integrations(context)).isEqualTo(2);
            });
  }

  @Test
  void flywayOfTheApplication_comesFirst_andSeesNothingOfUs() throws IOException {
    Files.writeString(migrations.resolve("V1__note.sql"), NOTE);
    WebApplicationContextRunner runner = withFlyway();
    for (int start = 0; start < 2; start++) {
      runner.run(
          context -> {
            assertThat(context).hasNotFailed();
            assertThat(tables(context)).contains("NOTE", "GRANTLET_GRANT");
            assertThat(
                    database(context)
                        .queryForList(
                            "select \"script\" from \"flyway_schema_history\" where \"type\" ="
                                + " 'SQL'",
                            String.class))
                .containsExactly("V1__note.sql");
          });
    }
  }

  /** Under numbers of the application's own. */
  private void copyOurMigrations() throws IOException {
    Resource[] ours =
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:org/grantlet/jdbc/migration/V*.sql");
    Arrays.sort(ours, Comparator.comparing(each -> String.valueOf(each.getFilename())));
    String jar = JdbcStores.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    int number = FIRST_OF_OURS;
    for (Resource resource : ours) {
      if (!resource.getURL().getPath().contains(jar)) {
        continue; // a step that only tests have
      }
      String name = String.valueOf(resource.getFilename()).replaceFirst("^V[0-9_]+?__", "");
      try (InputStream sql = resource.getInputStream()) {
        Files.copy(sql, migrations.resolve("V" + number++ + "__grantlet_" + name));
      }
    }
    assertThat(number).isGreaterThan(FIRST_OF_OURS + 1);
  }

  @Test
  void flywayOfTheApplication_canMakeOurTables() throws IOException {
    Files.writeString(migrations.resolve("V1__note.sql"), NOTE);
    copyOurMigrations();
    withFlyway()
        .withPropertyValues("grantlet.jdbc.migrate=false")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(integrations(context)).isEqualTo(1);
            });
  }

  @Test
  void tablesThatNobodyMakes_areNamed() {
    runner()
        .withPropertyValues("grantlet.jdbc.migrate=false")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContainingAll("grantlet.store: ", "V1__stores.sql"));
  }

  @Test
  void keyThatIsMissing_isSaidBeforeAnythingIsMade() {
    runner()
        .withPropertyValues("grantlet.encryption-key=")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("grantlet.encryption-key"));
  }

  @Test
  void severalDataSources_needAWord() {
    runner()
        .withUserConfiguration(Two.class)
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContainingAll("orders", "users", "@Qualifier", "grantlet.store"));
  }

  @Test
  void storesOfTheApplication_areUsed() {
    runner()
        .withUserConfiguration(Two.class, OwnStores.class)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              JdbcTemplate users = new JdbcTemplate(context.getBean("users", DataSource.class));
              assertThat(users.queryForList("select 1 from grantlet_integration")).hasSize(1);
            });
    runner()
        .withUserConfiguration(Two.class, OwnStores.class)
        .withPropertyValues("grantlet.store=memory")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("there is a bean of the type org.grantlet.store.Stores"));
  }

  private static JdbcDataSource h2() {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    return dataSource;
  }

  @Configuration(proxyBeanMethods = false)
  static class TransactionAware {
    @Bean
    DataSource dataSource() {
      return new TransactionAwareDataSourceProxy(h2());
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Two {
    @Bean
    DataSource orders() {
      return h2();
    }

    @Bean
    DataSource users() {
      return h2();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnStores {
    @Bean
    Stores stores(DataSource users) {
      return JdbcStores.open(users, Clock.systemUTC());
    }
  }
}
