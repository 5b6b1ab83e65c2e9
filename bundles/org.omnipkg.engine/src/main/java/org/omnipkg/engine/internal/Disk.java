package org.omnipkg.engine.internal;

import java.util.function.Supplier;
import org.omnipkg.store.Upkeep;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A full disk or a read-only one shows itself in any room; it is called by one name. */
@Component(service = Disk.class)
public final class Disk {
  private final Upkeep upkeep;

  @Activate
  public Disk(@Reference Upkeep upkeep) {
    this.upkeep = upkeep;
  }

  <T> T watched(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException failed) {
      throw upkeep.explain(failed).<RuntimeException>map(refusal -> refusal).orElse(failed);
    }
  }
}
