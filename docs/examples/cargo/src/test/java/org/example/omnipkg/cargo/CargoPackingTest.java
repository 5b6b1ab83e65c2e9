package org.example.omnipkg.cargo;

import java.util.Map;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.PackingContract;

class CargoPackingTest extends PackingContract {
  @Override
  protected Layout layout() {
    return new CargoLayout();
  }

  @Override
  protected Map<Artifact, byte[]> archives() {
    return Map.of(
        CargoLayoutTest.artifact("some-crate-1.2.0.crate", "crate"),
        SmallIndex.pack("some-crate-1.2.0", Map.of("Cargo.toml", "")));
  }
}
