package org.omnipkg.fetch.internal.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.omnipkg.fetch.internal.shared.Redaction;
import org.omnipkg.spi.Desk;

/** Documents on disk, the last ones in memory too. The time of a file is when it was checked. */
public final class DocumentCache {
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
    Files.createDirectories(file.getParent());
    Path fresh = Files.createTempFile(file.getParent(), key.substring(0, 8), ".new");
    try {
      Files.write(fresh, StoredForm.write(stored));
      Files.setLastModifiedTime(fresh, FileTime.from(stored.checked()));
      move(fresh, file);
    } finally {
      Files.deleteIfExists(fresh);
    }
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
