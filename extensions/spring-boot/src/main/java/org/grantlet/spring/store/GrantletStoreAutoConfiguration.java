package org.grantlet.spring.store;

import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.grantlet.jdbc.JdbcStores;
import org.grantlet.spring.GrantletCustomizer;
import org.grantlet.store.Stores;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Where grants are if {@code grantlet.store} does not say it: in a {@link Stores} bean of the
 * application, else, with grantlet-jdbc, in its {@link DataSource}.
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration"
    })
public final class GrantletStoreAutoConfiguration {
  /** For Spring. */
  public GrantletStoreAutoConfiguration() {}

  @Bean
  GrantletCustomizer grantletStores(Environment environment, ObjectProvider<Stores> stores) {
    return filter -> {
      StoreKeys keys = new StoreKeys(environment);
      Stores found = stores.getIfUnique();
      if (found != null && keys.namesStore()) {
        filter.grantlet(
            core ->
                core.problem(
                    "grantlet.store is set, and there is a bean of the type"
                        + " org.grantlet.store.Stores: remove one of them"));
      } else if (found != null) {
        keys.use(filter, () -> found);
      }
    };
  }

  /** With grantlet-jdbc, and no stores of the application's own. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({DataSource.class, JdbcStores.class})
  @ConditionalOnMissingBean(Stores.class)
  static class InDataSource {
    /** After the application's Flyway, Liquibase or scripts, which may make our tables. */
    @Bean
    @DependsOnDatabaseInitialization
    GrantletCustomizer grantletDataSource(
        Environment environment,
        ListableBeanFactory beans,
        ObjectProvider<DataSource> dataSources,
        ObjectProvider<Clock> clocks) {
      return filter -> {
        StoreKeys keys = new StoreKeys(environment);
        DataSource found = dataSources.getIfUnique();
        if (keys.namesStore()) {
          return;
        }
        if (found == null) {
          List<String> names = List.of(beans.getBeanNamesForType(DataSource.class));
          if (!names.isEmpty()) {
            filter.grantlet(core -> core.problem(severalDataSources(names)));
          }
          return;
        }
        Clock clock = clocks.getIfUnique(Clock::systemUTC);
        keys.use(
            filter,
            () -> JdbcStores.open(outsideTransactions().apply(found), clock, keys.migrates()));
      };
    }

    private static String severalDataSources(List<String> names) {
      return "grantlet.store is not set, and of the DataSource beans "
          + String.join(", ", names)
          + " none is the primary one: set it (to a JDBC URL, or to memory), or declare the bean"
          + " @Bean Stores grantletStores(@Qualifier(\""
          + names.get(0)
          + "\") DataSource dataSource) { return JdbcStores.open(dataSource, Clock.systemUTC()); }";
    }

    /** A grant is stored even if the application rolls its own transaction back. */
    private static UnaryOperator<DataSource> outsideTransactions() {
      return StoreKeys.isPresent("org.springframework.jdbc.datasource.DelegatingDataSource")
          ? Unwrapping::target
          : UnaryOperator.identity();
    }
  }

  /** With spring-jdbc. */
  private static final class Unwrapping {
    static DataSource target(DataSource dataSource) {
      DataSource target = dataSource;
      while (target instanceof TransactionAwareDataSourceProxy proxy
          && ((DelegatingDataSource) proxy).getTargetDataSource() != null) {
        target = proxy.getTargetDataSource();
      }
      return target;
    }
  }
}
