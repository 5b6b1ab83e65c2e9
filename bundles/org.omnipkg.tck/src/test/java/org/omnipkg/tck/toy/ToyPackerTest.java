package org.omnipkg.tck.toy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Packer;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.PackerContract;
import org.omnipkg.tck.SmallArchives;

public class ToyPackerTest extends PackerContract {
  private static final String REPOSITORY = "git+https://host.example/brick.git@";
  private static final String ONE = "1".repeat(40);
  private static final String TWO = "2".repeat(40);

  @Override
  protected Packer packer() {
    return new ToyPacker();
  }

  private static Artifact at(String revision) {
    URI place = URI.create(REPOSITORY + revision);
    return new Artifact("brick.toy", "toy", place, Map.of(), OptionalLong.empty(), Map.of());
  }

  @Override
  protected Artifact artifact() {
    return at(ONE);
  }

  @Override
  protected Artifact other() {
    return at(TWO);
  }

  @Override
  protected Artifact moving() {
    return at("main");
  }

  @Override
  protected Desk desk(Path scratch) {
    return new CannedDesk(scratch)
        .document(REPOSITORY + ONE, "", SmallArchives.tar(Map.of("brick/toy.txt", "brick 1")))
        .document(REPOSITORY + TWO, "", SmallArchives.tar(Map.of("brick/toy.txt", "brick 2")));
  }

  @Override
  protected Desk bare(Path scratch) {
    return new CannedDesk(scratch);
  }
}
