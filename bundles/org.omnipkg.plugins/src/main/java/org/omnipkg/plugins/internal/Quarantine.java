package org.omnipkg.plugins.internal;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The files of the folder that are not used because of what they did: a note beside them for each,
 * by the digest of its content, so that another version is another matter.
 */
final class Quarantine {
  private static final String ENDING = ".quarantine";
  private static final String WHEN = "when";
  private static final String CODE = "code";
  private static final String WHY = "why";
  private static final String DETAILS = "details";

  private final Supplier<Path> folder;

  /**
   * @param folder where the added bundles are kept
   */
  Quarantine(Supplier<Path> folder) {
    this.folder = folder;
  }

  /**
   * Why a file is kept away.
   *
   * @param details further lines
   */
  record Note(Instant when, String code, String why, List<String> details) {
    Note {
      details = List.copyOf(details);
    }
  }

  /** By the digest of the file. */
  Map<String, Note> notes() {
    Map<String, Note> notes = new TreeMap<>();
    if (Files.isDirectory(folder.get())) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.get(), "*" + ENDING)) {
        for (Path file : files) {
          String name = String.valueOf(file.getFileName());
          read(file)
              .ifPresent(
                  note -> notes.put(name.substring(0, name.length() - ENDING.length()), note));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return notes;
  }

  Optional<Note> note(String digest) {
    return read(place(digest));
  }

  private Path place(String digest) {
    return folder.get().resolve(digest + ENDING);
  }

  private static Optional<Note> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return Optional.of(
          new Note(
              Instant.parse(properties.getProperty(WHEN, "")),
              properties.getProperty(CODE, ""),
              properties.getProperty(WHY, ""),
              Arrays.stream(properties.getProperty(DETAILS, "").split("\n"))
                  .filter(line -> !line.isEmpty())
                  .toList()));
    } catch (IOException | DateTimeException | IllegalArgumentException unreadable) {
      // A note that nobody can read keeps nobody away.
      return Optional.empty();
    }
  }

  /** From here on, and after every restart. */
  void keepAway(String digest, Note note) throws IOException {
    Properties properties = new Properties();
    properties.setProperty(WHEN, note.when().toString());
    properties.setProperty(CODE, note.code());
    properties.setProperty(WHY, note.why());
    properties.setProperty(DETAILS, String.join("\n", note.details()));
    Path staged = Files.createTempFile(folder.get(), ".staged-", "");
    try (Writer writer = Files.newBufferedWriter(staged)) {
      properties.store(writer, "not used; `omnipkg plugin release NAME` uses it again");
    }
    Files.move(staged, place(digest), StandardCopyOption.ATOMIC_MOVE);
  }

  void lift(String digest) {
    try {
      Files.deleteIfExists(place(digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes on files that are there no more mean nothing. */
  void forgetAllBut(List<String> digests) {
    notes().keySet().stream().filter(digest -> !digests.contains(digest)).forEach(this::lift);
  }
}
