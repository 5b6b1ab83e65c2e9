package org.omnipkg.store.internal;

import java.nio.file.Path;
import org.omnipkg.store.Store;
import org.omnipkg.store.StoreContract;

public class DiskStoreContractTest extends StoreContract {
  @Override
  protected Store open(Path root) {
    return new DiskStore(root);
  }
}
