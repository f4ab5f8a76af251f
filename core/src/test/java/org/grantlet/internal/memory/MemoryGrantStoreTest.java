package org.grantlet.internal.memory;

import org.grantlet.store.GrantStore;
import org.grantlet.store.GrantStoreContract;

class MemoryGrantStoreTest extends GrantStoreContract {
  @Override
  protected GrantStore open() {
    return new MemoryGrantStore();
  }
}
