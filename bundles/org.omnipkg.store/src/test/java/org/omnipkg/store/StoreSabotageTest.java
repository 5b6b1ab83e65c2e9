package org.omnipkg.store;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.store.internal.DiskStoreContractTest;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.SabotageContract;

/** Everything but what a flaw overrides is the real store's. */
class StoreSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<Store>> FLAWS = new HashMap<>();

  static {
    FLAWS.putAll(ObjectFlaws.ALL);
    FLAWS.putAll(TreeFlaws.ALL);
    FLAWS.putAll(InstanceFlaws.ALL);
  }

  @Override
  protected Class<?> contract() {
    return StoreContract.class;
  }

  @Override
  protected Class<?> specimen() {
    return Specimen.class;
  }

  @Override
  protected Set<String> flaws() {
    return FLAWS.keySet();
  }

  @ExtendWith(Flaw.Given.class)
  static final class Specimen extends DiskStoreContractTest {
    private final Flaw flaw;

    Specimen(Flaw flaw) {
      this.flaw = flaw;
    }

    @Override
    protected Store open(Path root) {
      return flaw.in(super.open(root), FLAWS);
    }
  }
}
