package org.omnipkg.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Places;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.store.Store;
import org.omnipkg.store.Upkeep;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

@Component
public final class DiskStore implements Store, Upkeep {
  /** coverage.py takes a folder with this file for other people's code. */
  private static final String MARKER = "pyvenv.cfg";

  private final Path root;
  private final Owner owner;
  private final Staging staging;
  private final Holds holds;
  private final Objects objects;
  private final Deposit deposit;
  private final Trees trees;
  private final Mending mending;

  @Activate
  public DiskStore(@Reference Places places) {
    this(places.store());
  }

  DiskStore(Path root) {
    this.root = root;
    try {
      Files.createDirectories(root.resolve("staging"));
      this.owner = new Owner(root);
      this.staging = new Staging(root, owner);
      this.holds = new Holds(root, owner);
      this.objects = new Objects(root, staging, holds);
      this.deposit = new Deposit(objects, staging);
      this.trees = new Trees(root, staging, objects, deposit);
      this.mending = new Mending(objects, deposit, staging);
      new Sweep(root, staging, owner).run();
      if (Files.notExists(root.resolve(MARKER))) {
        Path made = Files.writeString(staging.fresh(), "# everything below is third-party code\n");
        Staging.show(made, root.resolve(MARKER));
      }
    } catch (IOException failed) {
      throw Refused.or(failed, root);
    }
  }

  @Deactivate
  void close() throws IOException {
    deposit.forget();
    owner.close();
  }

  /** An act that may find the disk full. */
  private interface Act<T> {
    T run() throws IOException;
  }

  private <T> T writing(Act<T> act) throws IOException {
    try {
      return act.run();
    } catch (IOException failed) {
      throw Refused.of(failed, root).orElseThrow(() -> failed);
    }
  }

  @Override
  public Digest put(InputStream content, boolean executable) throws IOException {
    return writing(() -> deposit.put(content, executable));
  }

  @Override
  public Optional<Path> object(Digest digest, boolean executable) {
    return objects.use(digest, executable);
  }

  @Override
  public byte[] read(Digest digest, boolean executable) throws IOException {
    Path path = objects.path(digest, executable);
    if (Files.notExists(path)) {
      throw Refused.missing("a file", digest);
    }
    byte[] content = Files.readAllBytes(path);
    if (!Objects.digest(Objects.sha256().digest(content), content.length).equals(digest)) {
      objects.setAside(digest, executable);
      throw Refused.corrupt(digest);
    }
    return content;
  }

  @Override
  public Optional<Tree> tree(String shelf, String key) {
    return trees.find(shelf, key);
  }

  @Override
  public Optional<Tree> sound(String shelf, String key) {
    Optional<Tree> tree = trees.find(shelf, key);
    if (tree.isEmpty()) {
      return tree;
    }
    try {
      Optional<List<Item>> items = trees.items(shelf, key);
      Map<String, String> links = links(tree.get());
      boolean sound =
          items.isPresent()
              && (mending.sound(tree.get().path(), items.get(), links)
                  || mending.mend(tree.get().path(), items.get(), links).isEmpty());
      return sound ? tree : Optional.empty();
    } catch (IOException failed) {
      throw Refused.or(failed, root);
    }
  }

  @Override
  public Tree makeTree(String shelf, Bubble bubble) throws IOException {
    return made(shelf, bubble, null);
  }

  @Override
  public Tree makeTree(String shelf, Bubble bubble, Origin origin) throws IOException {
    return made(shelf, bubble, origin);
  }

  @Override
  public Tree makeInstance(Tree base, String key, Instance instance) throws IOException {
    return writing(() -> trees.instance(base, key, instance, mending));
  }

  private static Map<String, String> links(Tree tree) {
    return tree.instance().map(Instance::links).orElse(Map.of());
  }

  private Tree made(String shelf, Bubble bubble, @Nullable Origin origin) throws IOException {
    return writing(() -> trees.make(shelf, bubble, origin, mending));
  }

  @Override
  public List<Tree> trees(String shelf) {
    return trees.all(shelf);
  }

  @Override
  public void removeTree(String shelf, String key) throws IOException {
    trees.remove(shelf, key);
  }

  @Override
  public Hold hold() {
    return holds.hold();
  }

  @Override
  public boolean held(String name) {
    return holds.holds(name);
  }

  @Override
  public Spare spare(Path folder) {
    DiskStore spare = new DiskStore(folder);
    return new Spare() {
      @Override
      public Store store() {
        return spare;
      }

      @Override
      public void close() throws IOException {
        spare.close();
      }
    };
  }

  @Override
  public Stock stock() {
    try {
      int count = 0;
      long bytes = 0;
      for (Path bucket : Sweep.list(objects.folder())) {
        for (Path file : Sweep.list(bucket)) {
          count++;
          bytes +=
              Manifest.named(String.valueOf(file.getFileName()))
                  .map(item -> item.digest().size())
                  .orElse(0L);
        }
      }
      return new Stock(count, bytes);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public List<Tree> trees() {
    return trees.all();
  }

  @Override
  public Optional<List<Item>> items(String shelf, String key) {
    try {
      return trees.items(shelf, key);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void remove(Tree tree, String path) throws IOException {
    Path file = TreeNames.name(tree.path(), path);
    Path folder = file.getParent();
    if (folder != null && Files.isDirectory(folder)) {
      Seal.within(folder, () -> Files.deleteIfExists(file));
    }
  }

  @Override
  public List<Flaw> verify(Progress progress) {
    return new Verifying(objects, trees).run(progress);
  }

  @Override
  public List<Digest> mend(String shelf, String key) throws IOException {
    Optional<Tree> tree = trees.find(shelf, key);
    Optional<List<Item>> items = trees.items(shelf, key);
    if (tree.isEmpty() || items.isEmpty()) {
      return List.of();
    }
    return writing(() -> mending.mend(tree.get().path(), items.get(), links(tree.get())));
  }

  @Override
  public boolean mend(Digest digest, boolean executable) throws IOException {
    return writing(() -> mending.mend(digest, executable, trees));
  }

  @Override
  public Optional<Refusal> explain(Throwable failed) {
    return Refused.of(failed, root);
  }

  @Override
  public Gone collect(Supplier<Set<String>> roots, boolean dryRun, Progress progress)
      throws IOException {
    return new Collecting(root, objects, trees, holds, staging).run(roots, dryRun, progress);
  }

  @Override
  public boolean untouched(Tree tree) {
    return Seal.holds(tree.path());
  }

  /** Tried, not computed: bind mounts and user quotas are not seen in a device number. */
  @Override
  public boolean reaches(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (existing.getParent() != null && !Files.isDirectory(existing)) {
      existing = existing.getParent();
    }
    Path made = staging.fresh();
    Path link = existing.resolve(".omnipkg-" + made.getFileName());
    try {
      Staging.within(staging.folder(), () -> Files.createFile(made));
      Files.createLink(link, made);
      return true;
    } catch (IOException | UnsupportedOperationException cannot) {
      return false;
    } finally {
      quietly(link);
      quietly(made);
    }
  }

  private static void quietly(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException swept) {
      return; // An empty file in staging is swept later; one that was never made is not there.
    }
  }
}
