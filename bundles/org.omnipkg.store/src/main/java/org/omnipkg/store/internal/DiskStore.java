package org.omnipkg.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.omnipkg.api.Places;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Digest;
import org.omnipkg.store.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

@Component
public final class DiskStore implements Store {
  /** coverage.py takes a folder with this file for other people's code. */
  private static final String MARKER = "pyvenv.cfg";

  private final Path root;
  private final Staging staging;
  private final Objects objects;
  private final Trees trees;

  @Activate
  public DiskStore(@Reference Places places) {
    this(places.store(), Instant.now());
  }

  DiskStore(Path root, Instant now) {
    this.root = root;
    this.staging = new Staging(root);
    this.objects = new Objects(root, staging);
    this.trees = new Trees(root, staging, objects);
    try {
      Files.createDirectories(staging.folder());
      new Sweep(root, staging, now).run();
      if (Files.notExists(root.resolve(MARKER))) {
        Path made = Files.writeString(staging.fresh(), "# everything below is third-party code\n");
        Staging.show(made, root.resolve(MARKER));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public Digest put(InputStream content, boolean executable) throws IOException {
    return objects.put(content, executable);
  }

  @Override
  public Optional<Path> object(Digest digest, boolean executable) {
    return objects.find(digest, executable);
  }

  @Override
  public byte[] read(Digest digest, boolean executable) throws IOException {
    Path path = objects.path(digest, executable);
    if (Files.notExists(path)) {
      throw Refused.missing("a file", digest);
    }
    byte[] content = Files.readAllBytes(path);
    if (!Objects.digest(Objects.sha256().digest(content), content.length).equals(digest)) {
      // Out of the way, so that the same content can be stored anew.
      Path name = path.getFileName();
      Staging.show(path, root.resolve("damaged").resolve(String.valueOf(name)));
      throw Refused.corrupt(digest);
    }
    return content;
  }

  @Override
  public Optional<Tree> tree(String shelf, String key) {
    return trees.find(shelf, key);
  }

  @Override
  public Tree makeTree(String shelf, Bubble bubble) throws IOException {
    return trees.make(shelf, bubble);
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
