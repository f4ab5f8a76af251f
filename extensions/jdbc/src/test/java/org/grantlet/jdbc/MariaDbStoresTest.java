package org.grantlet.jdbc;

import java.sql.SQLException;
import java.time.Clock;
import org.grantlet.store.GrantStore;
import org.grantlet.store.GrantStoreContract;
import org.grantlet.store.IntegrationStore;
import org.grantlet.store.IntegrationStoreContract;
import org.grantlet.store.OneTimeStore;
import org.grantlet.store.OneTimeStoreContract;
import org.grantlet.store.OutboxContract;
import org.grantlet.store.OutboxRepeatsContract;
import org.grantlet.store.Stores;
import org.grantlet.store.WebhookStoreContract;
import org.grantlet.testing.MutableClock;
import org.junit.jupiter.api.Nested;

/** The contracts on MariaDB, where it is installed. */
class MariaDbStoresTest {
  private static Stores stores(Clock clock) throws SQLException {
    return new JdbcStoreFactory().openStore(MariaDbServer.emptyDatabase(), clock);
  }

  @Nested
  class Grants extends GrantStoreContract {
    @Override
    protected GrantStore open() throws Exception {
      return stores(Clock.systemUTC()).grants();
    }
  }

  @Nested
  class Leases extends LeaseContract {
    @Override
    GrantStore open() throws Exception {
      return stores(Clock.systemUTC()).grants();
    }
  }

  @Nested
  class Limits extends LimitsContract {
    @Override
    GrantStore open() throws Exception {
      return stores(Clock.systemUTC()).grants();
    }
  }

  @Nested
  class Integrations extends IntegrationStoreContract {
    @Override
    protected IntegrationStore open() throws Exception {
      return stores(Clock.systemUTC()).integrations();
    }
  }

  @Nested
  class OneTime extends OneTimeStoreContract {
    @Override
    protected OneTimeStore open(MutableClock clock) throws Exception {
      return stores(clock).oneTime();
    }
  }

  @Nested
  class Events extends OutboxContract {
    @Override
    protected Stores open() throws Exception {
      return stores(Clock.systemUTC());
    }
  }

  @Nested
  class Repeats extends OutboxRepeatsContract {
    @Override
    protected Stores open() throws Exception {
      return stores(Clock.systemUTC());
    }
  }

  @Nested
  class Webhooks extends WebhookStoreContract {
    @Override
    protected Stores open() throws Exception {
      return stores(Clock.systemUTC());
    }
  }
}
