package org.omnipkg.tck.toy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.LayoutContract;
import org.omnipkg.tck.Parcel;

public class ToyLayoutTest extends LayoutContract {
  static Artifact artifact(String filename) {
    return new Artifact(
        filename,
        "toy",
        URI.create("https://index.example/toys/" + filename),
        Map.of("sha256", Parcel.sha256(filename.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
        OptionalLong.empty(),
        Map.of());
  }

  static Pin pin(String name) {
    return new Pin(new PackageName("toy", name), "3");
  }

  private static Parcel parcel(String name, String says, String filename) {
    return Parcel.of(
        pin(name),
        artifact(filename),
        Map.of("toy.txt", says, "wall/" + name, "of " + name, "bin/build-" + name, "#!toy\n"));
  }

  @Override
  protected Layout layout() {
    return new ToyLayout();
  }

  @Override
  protected Target target() {
    return ToyVersionsTest.target();
  }

  @Override
  protected List<Parcel> parcels() {
    return List.of(
        parcel("brick", "brick 3", "brick-3.toy"), parcel("stone", "stone 3", "stone-3.toy"));
  }

  @Override
  protected List<Parcel> contradictions() {
    return List.of(
        parcel("brick", "stone 3", "brick-3.toy"), parcel("brick", "brick 3", "stone-3.toy"));
  }

  @Override
  protected List<Artifact> fitting() {
    return List.of(artifact("brick-3-linux.toy"), artifact("brick-3.toy"));
  }

  @Override
  protected List<Artifact> unfit() {
    return List.of(artifact("brick-3-windows.toy"));
  }

  @Override
  protected Set<String> commands() {
    return Set.of("build-brick", "build-stone");
  }
}
