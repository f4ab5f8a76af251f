package org.grantlet.store;

class MemoryIntegrationStoreTest extends IntegrationStoreContract {
  @Override
  protected IntegrationStore open() {
    return new MemoryIntegrationStore();
  }
}
