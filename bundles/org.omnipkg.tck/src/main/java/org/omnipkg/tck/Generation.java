package org.omnipkg.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;

/** A small store on the disk and a generation of it that is asked for but never made. */
record Generation(Path home, Layout layout, Target target) {
  Path store() {
    return home.resolve("store");
  }

  Path root() {
    return home.resolve("env/small/gens/0001");
  }

  Path farm() {
    return home.resolve("env/small/farm/0001");
  }

  /** The steps for these packages, their trees being in the store; the first one was asked for. */
  List<Step> steps(List<Parcel> parcels) {
    List<Prefix.Tree> trees = new ArrayList<>();
    for (Parcel parcel : parcels) {
      Bubble bubble =
          layout.place(
              parcel.node(), parcel.artifact(), parcel.entries(), parcel.contents(), target);
      Path tree = store().resolve(layout.shelf()).resolve(bubble.key());
      for (Placement placement : bubble.placements()) {
        write(tree.resolve(placement.path()), placement, parcel);
      }
      trees.add(new Prefix.Tree(parcel.node(), tree, bubble.facts(), trees.isEmpty()));
    }
    return layout.prefix(
        new Prefix(root(), farm(), target.runtimes().get(0), trees, Optional.empty()));
  }

  private static void write(Path file, Placement placement, Parcel parcel) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(
          file,
          placement.digest().isPresent()
              ? parcel.bytes(placement.digest().get())
              : placement.text().orElse("").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
