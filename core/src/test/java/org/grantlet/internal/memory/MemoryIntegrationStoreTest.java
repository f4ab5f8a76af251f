package org.grantlet.internal.memory;

import org.grantlet.store.IntegrationStore;
import org.grantlet.store.IntegrationStoreContract;

class MemoryIntegrationStoreTest extends IntegrationStoreContract {
  @Override
  protected IntegrationStore open() {
    return new MemoryIntegrationStore();
  }
}
