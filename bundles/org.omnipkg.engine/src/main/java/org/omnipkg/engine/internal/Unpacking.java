package org.omnipkg.engine.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Layout;
import org.omnipkg.store.Store;

/** From a file that is here to a stored tree. */
final class Unpacking {
  private static final int DAMAGES = 20;

  private final Store store;
  private final Unpacker unpacker;
  private final Executor helpers;

  /**
   * @param helpers of those who unpack: a large archive is not to be left to one thread
   */
  Unpacking(Store store, Unpacker unpacker, Executor helpers) {
    this.store = store;
    this.unpacker = unpacker;
    this.helpers = helpers;
  }

  /**
   * An object found damaged on the way is out of the way then: unpacking again puts it anew.
   *
   * @param artifact with the digest of the file
   * @param intact asked once everything was read; when not so, there is no tree
   */
  Optional<Store.Tree> tree(
      Piece piece, Artifact artifact, Path file, Errand errand, BooleanSupplier intact)
      throws IOException {
    Layout layout = piece.layout();
    HouseDesk desk = errand.desk();
    desk.hold();
    for (int left = DAMAGES; ; left--) {
      try {
        List<Entry> entries =
            unpacker.stream(
                file,
                Unpacker.Rules.of(layout.packing(artifact)),
                (path, executable, content) -> store.put(content, executable),
                desk.progress(),
                helpers);
        if (!intact.getAsBoolean()) {
          return Optional.empty();
        }
        Bubble placed =
            layout.place(
                piece.node(), artifact, entries, new StoredContents(store), errand.target());
        Bubble bubble =
            new Bubble(
                placed.key(),
                placed.placements(),
                Provenance.of(piece.node(), artifact).among(placed.facts()),
                placed.caches());
        desk.hold().keep(layout.shelf(), bubble.key());
        return Optional.of(
            store.makeTree(
                layout.shelf(),
                bubble,
                new Store.Origin(
                    piece.node().pin(), artifact.hashes().getOrDefault("sha256", ""))));
      } catch (Refusal refusal) {
        String code = refusal.diagnostic().code();
        if (code.equals("store.full")) {
          throw tooLarge(refusal, artifact, file);
        }
        if (left == 0 || !(code.equals("store.corrupt") || code.equals("store.missing"))) {
          throw refusal;
        }
      }
    }
  }

  private static Refusal tooLarge(Refusal refusal, Artifact artifact, Path file)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("unpacking " + artifact + ", " + Files.size(file) / 1000 + " kB packed");
    lines.addAll(refusal.diagnostic().details());
    return new Refusal(refusal.diagnostic().with(lines), refusal);
  }
}
