package org.omnipkg.engine.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.archive.DirectoryHash;
import org.omnipkg.model.Artifact;
import org.omnipkg.store.Ledger;
import org.omnipkg.store.Store;

/** Which tree was made of which file, by every digest that names the file, as the ledger has it. */
final class KnownTrees {
  static final String TABLE = "trees";

  /** Digests nobody can forge, the ones a file is named by first. */
  static final List<String> STRONG = List.of("sha256", "sha512", "sha384", DirectoryHash.ALGORITHM);

  /**
   * Counts where nothing better is stated: nobody can make another file for a digest a registry
   * once stated, only two files of one digest, and both would be the publisher's own.
   */
  private static final String WEAK = "sha1";

  private final Store store;
  private final Ledger ledger;

  KnownTrees(Store store, Ledger ledger) {
    this.store = store;
    this.ledger = ledger;
  }

  /** Names of a file, the best first; those of weak digests where there are no others. */
  static List<String> names(Map<String, String> hashes) {
    List<String> names = new ArrayList<>();
    STRONG.forEach(algorithm -> add(algorithm, hashes, names));
    if (names.isEmpty()) {
      add(WEAK, hashes, names);
    }
    return names;
  }

  private static void add(String algorithm, Map<String, String> hashes, List<String> names) {
    String value = hashes.get(algorithm);
    if (value != null) {
      names.add(name(algorithm, value));
    }
  }

  /** A plain SHA-256, or the algorithm and the digest. */
  private static String name(String algorithm, String value) {
    String digest = digest(algorithm, value);
    return algorithm.equals("sha256") ? digest : algorithm + ":" + digest;
  }

  /** As it is written everywhere: hexadecimal in lower case, or Base64 where it is Go's. */
  static String digest(String algorithm, String value) {
    return algorithm.equals(DirectoryHash.ALGORITHM)
        ? value.replaceFirst("^h1:", "")
        : value.toLowerCase(Locale.ROOT);
  }

  /** What a name says of a file. */
  static Map<String, String> stated(String name) {
    int colon = name.indexOf(':');
    return colon < 0
        ? Map.of("sha256", name)
        : Map.of(name.substring(0, colon), name.substring(colon + 1));
  }

  static boolean strong(Artifact artifact) {
    return STRONG.stream().anyMatch(artifact.hashes()::containsKey);
  }

  static boolean weak(Artifact artifact) {
    return !strong(artifact) && artifact.hashes().containsKey(WEAK);
  }

  /** All digests of what a tree was made of. */
  static Map<String, String> hashes(Store.Tree tree) {
    Map<String, String> hashes = new HashMap<>();
    Provenance.of(tree.facts()).ifPresent(known -> hashes.putAll(known.artifact().hashes()));
    tree.origin()
        .map(Store.Origin::sha256)
        .filter(sha256 -> !sha256.isEmpty())
        .ifPresent(sha256 -> hashes.put("sha256", sha256));
    return hashes;
  }

  /** Whether nothing that is stated of a file contradicts what the tree was made of. */
  static boolean agree(Store.Tree tree, Map<String, String> stated) {
    Map<String, String> known = hashes(tree);
    return stated.entrySet().stream()
        .filter(one -> STRONG.contains(one.getKey()) || one.getKey().equals(WEAK))
        .allMatch(
            one -> {
              String ours = known.getOrDefault(one.getKey(), one.getValue());
              return name(one.getKey(), ours).equals(name(one.getKey(), one.getValue()));
            });
  }

  Optional<String> key(String shelf, Map<String, String> hashes) {
    List<String> names = names(hashes);
    Optional<String> found = find(shelf, names);
    return found.isPresent() || names.isEmpty() || known(shelf) ? found : find(shelf, names);
  }

  private Optional<String> find(String shelf, List<String> names) {
    return names.stream()
        .flatMap(name -> ledger.get(TABLE, shelf + "/" + name).stream())
        .map(key -> new String(key, StandardCharsets.UTF_8))
        .findFirst();
  }

  /** A ledger that was begun anew is told what stands beside the trees; false when that was now. */
  private boolean known(String shelf) {
    if (ledger.get(TABLE, shelf).isPresent()) {
      return true;
    }
    for (Store.Tree tree : store.trees(shelf)) {
      if (FinishedTrees.isPlain(tree)) {
        remember(tree, hashes(tree));
      }
    }
    ledger.put(TABLE, shelf, new byte[0]);
    return false;
  }

  void remember(Store.Tree tree, Map<String, String> hashes) {
    List<String> names = names(hashes);
    add(WEAK, hashes, names);
    for (String name : names) {
      ledger.put(TABLE, tree.shelf() + "/" + name, tree.key().getBytes(StandardCharsets.UTF_8));
    }
  }
}
