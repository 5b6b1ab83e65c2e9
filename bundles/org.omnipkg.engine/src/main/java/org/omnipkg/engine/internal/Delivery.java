package org.omnipkg.engine.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Layout;
import org.omnipkg.store.Store;

/** Brings one piece: fetched and verified, or read where it lies, then stored as a tree. */
final class Delivery {
  private final Stock stock;
  private final Unpacking unpacking;
  private final Locating locating;

  Delivery(Stock stock, Unpacking unpacking, Locating locating) {
    this.stock = stock;
    this.unpacking = unpacking;
    this.locating = locating;
  }

  Store.Tree bring(Piece piece, Errand errand, Arrivals arrivals) throws IOException {
    HouseDesk desk = errand.desk();
    desk.progress().checkpoint();
    Artifact artifact = locating.artifact(piece.node(), desk);
    Optional<Store.Tree> near = inPlace(piece, artifact, errand);
    if (near.isPresent()) {
      arrivals.one();
      errand.downloaded().addAndGet(Files.size(Path.of(artifact.location().getPath())));
      return near.get();
    }
    return desk.alone(
        artifact,
        waited -> {
          // two builds of a request may need the same: the second finds what the first has stored
          Optional<Store.Tree> here =
              waited ? stock.tree(piece.layout(), artifact) : Optional.empty();
          if (here.isPresent()) {
            arrivals.one();
            return here.get();
          }
          return fetched(piece, artifact, errand, arrivals);
        });
  }

  private Store.Tree fetched(Piece piece, Artifact artifact, Errand errand, Arrivals arrivals)
      throws IOException {
    HouseDesk desk = errand.desk();
    Path file = desk.download(artifact);
    arrivals.one();
    try {
      errand.downloaded().addAndGet(Files.size(file));
      String sha256 = artifact.hashes().get("sha256");
      Optional<Store.Tree> here = Optional.empty();
      if (sha256 == null) {
        sha256 = Sha256.of(file);
        here = stock.made(piece.layout(), sha256, desk);
      }
      Artifact known = Sha256.in(artifact, sha256);
      Store.Tree tree =
          here.isPresent()
              ? here.get()
              : unpacking.tree(piece, known, file, errand, () -> true).orElseThrow();
      stock.remember(tree, known.hashes());
      return tree;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** A file of this machine is read where it lies; empty when it has to be fetched all the same. */
  private Optional<Store.Tree> inPlace(Piece piece, Artifact artifact, Errand errand)
      throws IOException {
    Optional<Lying> lying = Lying.of(artifact, Instant.now());
    if (lying.isEmpty()) {
      return Optional.empty();
    }
    Lying file = lying.get();
    String sha256 = stock.digest(file);
    String stated = artifact.hashes().getOrDefault("sha256", sha256);
    if (!sha256.equals(stated) || !file.unchanged()) {
      return Optional.empty();
    }
    stock.remember(file, sha256);
    Layout layout = piece.layout();
    Optional<Store.Tree> here = stock.made(layout, sha256, errand.desk());
    if (here.isPresent()) {
      return here;
    }
    Artifact whole = Sha256.in(artifact, sha256);
    Optional<Store.Tree> tree = unpacking.tree(piece, whole, file.file(), errand, file::unchanged);
    tree.ifPresent(made -> stock.remember(made, whole.hashes()));
    return tree;
  }
}
