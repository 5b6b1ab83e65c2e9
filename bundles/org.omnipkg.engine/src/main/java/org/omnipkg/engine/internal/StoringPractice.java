package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.omnipkg.api.Places;
import org.omnipkg.api.Removal;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Progress;
import org.omnipkg.store.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Unpacks a small archive into a store of its own, which is thrown away: the first large install is
 * to find its code compiled. The house's store holds nothing of it.
 */
@Component(service = Runnable.class, property = "omnipkg.practice=storing")
public final class StoringPractice implements Runnable {
  private static final String SHELF = "paper";

  /** On a disk so many are stored, then others are only read. */
  private static final int STORED = 8;

  private static final int FEW = 40;
  private static final int SOME = 100;
  private static final int MANY = 300;
  private static final int READ = 3;
  private static final int SOUND = 4;

  private final Store store;
  private final Unpacker unpacker;
  private final Places places;
  private final MemoryFolder memory;
  private final AtomicLong times = new AtomicLong();

  /** Nobody needs it when practice is over. */
  private volatile SoftReference<byte[]> paper = new SoftReference<>(null);

  @Activate
  public StoringPractice(
      @Reference Store store, @Reference Unpacker unpacker, @Reference Places places) {
    this(store, unpacker, places, new MemoryFolder());
  }

  StoringPractice(Store store, Unpacker unpacker, Places places, MemoryFolder memory) {
    this.store = store;
    this.unpacker = unpacker;
    this.places = places;
    this.memory = memory;
  }

  @Override
  public void run() {
    Optional<Path> inMemory = memory.create();
    if (inMemory.isEmpty()) {
      onDisk();
      return;
    }
    try {
      // The same each time: the store is another, and making it takes longer than storing it.
      store(archive(inMemory.get(), kept(SOME, 0)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      remove(inMemory.get());
    }
  }

  private static void remove(Path folder) {
    try {
      Removal.of(folder);
    } catch (IOException left) {
      return; // The next one takes it.
    }
  }

  private void onDisk() {
    // Named by a hold: should this process end in the middle, the next cleaning takes the folder.
    try (Store.Hold hold = store.hold()) {
      Path folder = places.cache().resolve("scratch").resolve(hold.name());
      try {
        practise(Files.createDirectories(folder), times.getAndIncrement());
      } finally {
        Removal.of(folder);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void practise(Path folder, long time) throws IOException {
    if (time < STORED) {
      store(archive(folder, PaperArchive.bytes(FEW, time)));
    } else {
      Path archive = archive(folder, kept(MANY, time));
      for (int i = 0; i < READ; i++) {
        read(archive);
      }
    }
  }

  private byte[] kept(int files, long seed) throws IOException {
    byte[] known = paper.get();
    byte[] bytes = known == null ? PaperArchive.bytes(files, seed) : known;
    paper = new SoftReference<>(bytes);
    return bytes;
  }

  private static Path archive(Path folder, byte[] bytes) throws IOException {
    return Files.write(folder.resolve("paper.zip"), bytes);
  }

  private void store(Path archive) throws IOException {
    String sha256 = Sha256.of(archive);
    try (Store.Spare spare = store.spare(archive.resolveSibling("store"))) {
      List<Entry> entries =
          unpacker.stream(
              archive,
              Unpacker.Rules.wheel(),
              (path, executable, content) -> spare.store().put(content, executable),
              Progress.SILENT,
              Runnable::run);
      Store.Tree tree = spare.store().makeTree(SHELF, bubble(sha256, entries));
      for (int i = 0; i < SOUND; i++) {
        spare.store().sound(SHELF, tree.key());
      }
    }
  }

  private void read(Path archive) {
    unpacker.stream(
        archive,
        Unpacker.Rules.wheel(),
        (path, executable, content) -> {
          byte[] bytes = content.readAllBytes();
          return new Digest(Sha256.of(bytes), bytes.length);
        },
        Progress.SILENT,
        Runnable::run);
  }

  private static Bubble bubble(String sha256, List<Entry> entries) {
    List<Placement> placements = new ArrayList<>();
    for (Entry entry : entries) {
      placements.add(
          new Placement(
              entry.path(), Optional.of(entry.digest()), Optional.empty(), entry.executable()));
    }
    placements.add(new Placement("paper/RECORD", Optional.empty(), Optional.of(sha256), false));
    return new Bubble(SHELF + "-" + sha256, placements, Map.of());
  }
}
