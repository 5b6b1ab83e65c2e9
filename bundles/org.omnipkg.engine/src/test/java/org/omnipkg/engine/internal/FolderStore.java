package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Placement;
import org.omnipkg.store.Ledger;
import org.omnipkg.store.Store;

/** Objects and trees in a folder, the ledger in memory. */
final class FolderStore implements Store, Ledger {
  final Map<Digest, Path> objects = new ConcurrentHashMap<>();
  private final Map<String, Tree> trees = new ConcurrentHashMap<>();
  private final Map<String, byte[]> facts = new ConcurrentHashMap<>();
  private final Path root;

  FolderStore(Path root) {
    this.root = root;
  }

  @Override
  public Spare spare(Path folder) {
    FolderStore spare = new FolderStore(folder);
    return new Spare() {
      @Override
      public Store store() {
        return spare;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Digest put(InputStream content, boolean executable) throws IOException {
    Path file = Files.createTempFile(Files.createDirectories(root), "object", "");
    Files.write(file, content.readAllBytes());
    Digest digest = new Digest(Sha256.of(file), Files.size(file));
    objects.put(digest, file);
    return digest;
  }

  @Override
  public Optional<Path> object(Digest digest, boolean executable) {
    return Optional.ofNullable(objects.get(digest));
  }

  @Override
  public byte[] read(Digest digest, boolean executable) throws IOException {
    return Files.readAllBytes(objects.get(digest));
  }

  @Override
  public Optional<Tree> tree(String shelf, String key) {
    return Optional.ofNullable(trees.get(shelf + "/" + key));
  }

  @Override
  public Tree makeTree(String shelf, Bubble bubble) throws IOException {
    return make(shelf, bubble, Optional.empty());
  }

  @Override
  public Tree makeTree(String shelf, Bubble bubble, Origin origin) throws IOException {
    return make(shelf, bubble, Optional.of(origin));
  }

  private Tree make(String shelf, Bubble bubble, Optional<Origin> origin) throws IOException {
    Path folder = Files.createDirectories(root.resolve(shelf).resolve(bubble.key()));
    for (Placement placement : bubble.placements()) {
      Path file = folder.resolve(placement.path());
      Files.createDirectories(file.getParent());
      Files.write(file, read(placement.digest().orElseThrow(), placement.executable()));
    }
    Tree tree = new Tree(shelf, bubble.key(), folder, bubble.facts(), origin);
    trees.put(shelf + "/" + bubble.key(), tree);
    return tree;
  }

  @Override
  public List<Tree> trees(String shelf) {
    return trees.values().stream().filter(tree -> tree.shelf().equals(shelf)).toList();
  }

  @Override
  public void removeTree(String shelf, String key) {
    trees.remove(shelf + "/" + key);
  }

  @Override
  public boolean reaches(Path folder) {
    return true;
  }

  @Override
  public Optional<byte[]> get(String table, String key) {
    return Optional.ofNullable(facts.get(table + "/" + key));
  }

  @Override
  public void put(String table, String key, byte[] value) {
    facts.put(table + "/" + key, value);
  }

  @Override
  public void remove(String table, String key) {
    facts.remove(table + "/" + key);
  }

  @Override
  public List<String> keys(String table) {
    String start = table + "/";
    return facts.keySet().stream()
        .filter(key -> key.startsWith(start))
        .map(key -> key.substring(start.length()))
        .sorted()
        .toList();
  }
}
