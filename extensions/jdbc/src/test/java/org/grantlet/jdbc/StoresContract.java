package org.grantlet.jdbc;

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

/** All contracts of the stores, on one database. */
abstract class StoresContract {
  /** The URL of a database without tables, a new one each time. */
  abstract String emptyDatabase() throws Exception;

  private Stores stores(Clock clock) throws Exception {
    return new JdbcStoreFactory().openStore(emptyDatabase(), clock);
  }

  private Stores stores() throws Exception {
    return stores(Clock.systemUTC());
  }

  @Nested
  class Grants extends GrantStoreContract {
    @Override
    protected GrantStore open() throws Exception {
      return stores().grants();
    }
  }

  @Nested
  class Leases extends LeaseContract {
    @Override
    GrantStore open() throws Exception {
      return stores().grants();
    }
  }

  @Nested
  class Limits extends LimitsContract {
    @Override
    GrantStore open() throws Exception {
      return stores().grants();
    }
  }

  @Nested
  class Integrations extends IntegrationStoreContract {
    @Override
    protected IntegrationStore open() throws Exception {
      return stores().integrations();
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
      return stores();
    }
  }

  @Nested
  class Repeats extends OutboxRepeatsContract {
    @Override
    protected Stores open() throws Exception {
      return stores();
    }
  }

  @Nested
  class Webhooks extends WebhookStoreContract {
    @Override
    protected Stores open() throws Exception {
      return stores();
    }
  }
}
