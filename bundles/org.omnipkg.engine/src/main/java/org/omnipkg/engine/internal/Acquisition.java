package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.store.Ledger;
import org.omnipkg.store.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Fetch, verify, unpack, store: from artifacts to trees, many at once; what is there is kept. */
@Component(service = Acquisition.class)
public final class Acquisition {
  static final String TREES = "trees";
  private static final int AT_ONCE = 8;

  private final Store store;
  private final Ledger ledger;
  private final Unpacker unpacker;
  private final ExecutorService pool =
      Executors.newFixedThreadPool(
          AT_ONCE,
          task -> {
            Thread thread = new Thread(task, "acquire");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public Acquisition(
      @Reference Store store, @Reference Ledger ledger, @Reference Unpacker unpacker) {
    this.store = store;
    this.ledger = ledger;
    this.unpacker = unpacker;
  }

  @Deactivate
  void stop() {
    pool.shutdownNow();
  }

  /** The stored tree of an artifact, when it is there already. */
  Optional<Store.Tree> stored(Layout layout, Artifact artifact) {
    String sha256 = artifact.hashes().get("sha256");
    return sha256 == null ? Optional.empty() : stored(layout, sha256);
  }

  private Optional<Store.Tree> stored(Layout layout, String sha256) {
    return ledger
        .get(TREES, layout.shelf() + "/" + sha256)
        .flatMap(key -> store.tree(layout.shelf(), new String(key, StandardCharsets.UTF_8)));
  }

  /** Trees by node id; downloaded bytes are added to the counter. */
  Map<String, Store.Tree> acquire(
      List<Node> nodes, Layout layout, Target target, HouseDesk desk, AtomicLong downloaded) {
    Map<String, Store.Tree> trees = new LinkedHashMap<>();
    Map<String, Future<Store.Tree>> pending = new LinkedHashMap<>();
    for (Node node : nodes) {
      if (node.artifact().isEmpty()) {
        continue;
      }
      Artifact artifact = node.artifact().get();
      Optional<Store.Tree> here = stored(layout, artifact);
      if (here.isPresent()) {
        trees.put(node.id(), here.get());
      } else {
        pending.put(
            node.id(), pool.submit(() -> bring(node, artifact, layout, target, desk, downloaded)));
      }
    }
    List<Future<Store.Tree>> all = new ArrayList<>(pending.values());
    try {
      pending.forEach((id, tree) -> trees.put(id, await(tree)));
    } finally {
      all.forEach(tree -> tree.cancel(true));
    }
    return trees;
  }

  private Store.Tree bring(
      Node node,
      Artifact artifact,
      Layout layout,
      Target target,
      HouseDesk desk,
      AtomicLong downloaded)
      throws IOException {
    desk.progress().checkpoint();
    Path file = desk.download(artifact);
    try {
      downloaded.addAndGet(Files.size(file));
      String sha256 = artifact.hashes().get("sha256");
      if (sha256 == null) {
        sha256 = sha256(file);
        Optional<Store.Tree> here = stored(layout, sha256);
        if (here.isPresent()) {
          return here.get();
        }
      }
      Artifact known = withSha256(artifact, sha256);
      List<Entry> entries =
          unpacker.stream(
              file,
              Unpacker.Rules.wheel(),
              (path, executable, content) -> store.put(content, executable),
              desk.progress());
      Bubble placed = layout.place(node, known, entries, new StoredContents(store), target);
      Bubble bubble =
          new Bubble(
              placed.key(), placed.placements(), Provenance.of(node, known).among(placed.facts()));
      Store.Tree tree = store.makeTree(layout.shelf(), bubble);
      ledger.put(TREES, layout.shelf() + "/" + sha256, tree.key().getBytes(StandardCharsets.UTF_8));
      return tree;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static Artifact withSha256(Artifact artifact, String sha256) {
    Map<String, String> hashes = new LinkedHashMap<>(artifact.hashes());
    hashes.put("sha256", sha256);
    return new Artifact(
        artifact.filename(),
        artifact.format(),
        artifact.location(),
        hashes,
        artifact.size(),
        artifact.facts());
  }

  static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Store.Tree await(Future<Store.Tree> tree) {
    try {
      return tree.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof IOException cause) {
        throw new UncheckedIOException(cause);
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static CancellationException cancelled(Throwable cause) {
    CancellationException cancelled = new CancellationException("cancelled");
    cancelled.initCause(cause);
    return cancelled;
  }
}
