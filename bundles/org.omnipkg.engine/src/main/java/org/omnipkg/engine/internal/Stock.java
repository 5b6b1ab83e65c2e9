package org.omnipkg.engine.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Layout;
import org.omnipkg.store.Ledger;
import org.omnipkg.store.Store;

/** Which artifacts are here as trees already. */
final class Stock {
  private static final int DIGESTS = 4096;

  private final Store store;
  private final KnownTrees byDigest;
  private final Fleeting<Lying, String> digests = new Fleeting<>(DIGESTS);

  Stock(Store store, Ledger ledger) {
    this.store = store;
    this.byDigest = new KnownTrees(store, ledger);
  }

  Optional<Store.Tree> tree(Layout layout, Artifact artifact) {
    return key(layout, artifact)
        .flatMap(key -> store.tree(layout.shelf(), key))
        .filter(tree -> KnownTrees.agree(tree, artifact.hashes()));
  }

  private Optional<String> key(Layout layout, Artifact artifact) {
    Optional<String> named = byDigest.key(layout.shelf(), artifact.hashes());
    return named.isPresent()
        ? named
        : Lying.of(artifact, Instant.now())
            .flatMap(file -> digests.find(file, Instant.now()))
            .flatMap(sha256 -> byDigest.key(layout.shelf(), Map.of("sha256", sha256)));
  }

  /** What is here of them, held first so that no collection comes in between. */
  Map<String, Store.Tree> of(Map<String, Piece> pieces, HouseDesk desk) {
    Map<String, String> keys = new LinkedHashMap<>();
    Map<String, Set<String>> shelves = new LinkedHashMap<>();
    pieces.forEach(
        (bytes, piece) ->
            key(piece.layout(), piece.artifact())
                .ifPresent(
                    key -> {
                      keys.put(bytes, key);
                      shelves
                          .computeIfAbsent(piece.layout().shelf(), shelf -> new LinkedHashSet<>())
                          .add(key);
                    }));
    shelves.forEach((shelf, held) -> desk.hold().keep(shelf, held));
    Map<String, Store.Tree> here = new HashMap<>();
    keys.forEach(
        (bytes, key) -> {
          Piece piece = Objects.requireNonNull(pieces.get(bytes));
          store
              .tree(piece.layout().shelf(), key)
              .filter(tree -> KnownTrees.agree(tree, piece.artifact().hashes()))
              .ifPresent(tree -> here.put(bytes, tree));
        });
    return here;
  }

  /** The whole tree that was made of a file with this digest; held. */
  Optional<Store.Tree> made(Layout layout, String sha256, HouseDesk desk) {
    return byDigest
        .key(layout.shelf(), Map.of("sha256", sha256))
        .flatMap(
            known -> {
              desk.hold().keep(layout.shelf(), known);
              return store.sound(layout.shelf(), known);
            });
  }

  void remember(Store.Tree tree, Map<String, String> hashes) {
    byDigest.remember(tree, hashes);
  }

  /** The digest of a file of this machine, read only when it does not look as it did before. */
  String digest(Lying file) throws IOException {
    Optional<String> known = digests.find(file, Instant.now());
    return known.isPresent() ? known.get() : Sha256.of(file.file());
  }

  /** The file has this digest while it looks as it does now. */
  void remember(Lying file, String sha256) {
    digests.keep(file, sha256, Instant.now(), Instant.MAX);
  }
}
