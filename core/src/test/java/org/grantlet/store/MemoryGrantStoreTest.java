package org.grantlet.store;

class MemoryGrantStoreTest extends GrantStoreContract {
  @Override
  protected GrantStore open() {
    return new MemoryGrantStore();
  }
}
