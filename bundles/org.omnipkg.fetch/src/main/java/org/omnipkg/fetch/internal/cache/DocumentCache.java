package org.omnipkg.fetch.internal.cache;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.fetch.internal.shared.Redaction;
import org.omnipkg.spi.Desk;

/** Documents on disk, the last ones in memory too. The time of a file is when it was checked. */
public final class DocumentCache {
  private static final int HEAD = 16384;
  private static final int HEADS = 2048;

  private final Map<String, Head> heads =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Head> eldest) {
          return size() > HEADS;
        }
      };
  private final Path root;
  private final RecentDocuments recent;

  public DocumentCache(Path root, long memory) {
    this.root = root;
    this.recent = new RecentDocuments(memory);
  }

  /** Names an ask: the address without credentials, what is accepted, which part. */
  static String key(Desk.Ask ask) {
    String text =
        Redaction.bare(ask.location()) + "\n" + ask.accept() + "\n" + ask.range().orElse("");
    return StoredForm.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  Optional<Stored> find(String key) {
    Optional<Stored> known = recent.find(key);
    return known.isPresent() ? known : onDisk(key);
  }

  /**
   * A document that has a body, without it.
   *
   * @param sha256 of the body
   */
  record Head(Stored document, String sha256) {}

  /** The head of a document, without reading the rest of it. */
  Optional<Head> head(String key) {
    synchronized (heads) {
      Head known = heads.get(key);
      if (known != null) {
        return Optional.of(known);
      }
    }
    Path file = file(key);
    try (InputStream in = Files.newInputStream(file)) {
      Instant checked = Files.getLastModifiedTime(file).toInstant();
      Optional<Head> head = StoredForm.head(in.readNBytes(HEAD), checked);
      head.ifPresent(it -> remember(key, it));
      return head;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void remember(String key, Head head) {
    synchronized (heads) {
      heads.put(key, head);
    }
  }

  private void forget(String key) {
    synchronized (heads) {
      heads.remove(key);
    }
  }

  private Optional<Stored> onDisk(String key) {
    Path file = file(key);
    try {
      Instant checked = Files.getLastModifiedTime(file).toInstant();
      Optional<Stored> stored = StoredForm.read(Files.readAllBytes(file), checked);
      if (stored.isEmpty()) {
        Files.deleteIfExists(file);
      }
      stored.ifPresent(document -> recent.keep(key, document));
      return stored;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void keep(String key, Stored stored) throws IOException {
    Path file = file(key);
    forget(key);
    Files.createDirectories(file.getParent());
    Path fresh = Files.createTempFile(file.getParent(), key.substring(0, 8), ".new");
    try {
      try (OutputStream out = Files.newOutputStream(fresh)) {
        out.write(StoredForm.head(stored));
        out.write(stored.body().orElse(new byte[0]));
      }
      Files.setLastModifiedTime(fresh, FileTime.from(stored.checked()));
      move(fresh, file);
    } finally {
      Files.deleteIfExists(fresh);
    }
    forget(key);
    recent.keep(key, stored);
  }

  /** Notes that the server vouched for it again. */
  Stored touch(String key, Stored stored, Instant now) throws IOException {
    Stored vouched = stored.checked(now);
    try {
      Files.setLastModifiedTime(file(key), FileTime.from(now));
    } catch (NoSuchFileException e) {
      keep(key, vouched);
    }
    forget(key);
    recent.keep(key, vouched);
    return vouched;
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path file(String key) {
    return root.resolve(key.substring(0, 2)).resolve(key);
  }
}
