package org.omnipkg.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.omnipkg.api.Plugins.Source;

/** Where files of the shelf came from, by their digest: another file inherits nothing. */
final class Sources {
  private final Supplier<Path> folder;

  Sources(Supplier<Path> folder) {
    this.folder = folder;
  }

  private Path file(String digest) {
    return folder.get().resolve(digest + ".properties");
  }

  void keep(String digest, Source source) throws IOException {
    Properties text = new Properties();
    text.setProperty("from", source.words());
    text.setProperty("repository", source.repository());
    text.setProperty("signer", source.signer());
    text.setProperty("added", source.added().toString());
    Path staged = Files.createTempFile(Files.createDirectories(folder.get()), ".staged-", "");
    try (OutputStream out = Files.newOutputStream(staged)) {
      text.store(out, null);
    }
    Files.move(staged, file(digest), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Empty for a file that was put there by hand. */
  Optional<Source> of(String digest) {
    Properties text = new Properties();
    try (InputStream in = Files.newInputStream(file(digest))) {
      text.load(in);
      return Optional.of(
          new Source(
              text.getProperty("from", ""),
              text.getProperty("repository", ""),
              text.getProperty("signer", ""),
              Instant.parse(text.getProperty("added", ""))));
    } catch (IOException | IllegalArgumentException | DateTimeParseException unknown) {
      return Optional.empty();
    }
  }

  /** Notes on files that are there no more mean nothing. */
  void forgetAllBut(Set<String> digests) throws IOException {
    if (!Files.isDirectory(folder.get())) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.get())) {
      for (Path file : files) {
        if (!digests.contains(String.valueOf(file.getFileName()).replaceFirst("\\..*", ""))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
