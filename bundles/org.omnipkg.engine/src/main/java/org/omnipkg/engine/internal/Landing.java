package org.omnipkg.engine.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Desk;

/** Where the files of one request lie once they came, by their address and name. */
record Landing(Scratch scratch) {
  private static final Pattern RANGE = Pattern.compile("([0-9]{0,18})-([0-9]{0,18})");

  /** The place of a file, whether it came or not. */
  Path of(Artifact artifact) {
    return scratch.folder().resolve(key(artifact.location())).resolve(artifact.filename());
  }

  /** A file that is here is another address's too, whose digest it was found to have. */
  void share(Path file, URI location) {
    try {
      Path folder = Files.createDirectories(scratch.folder().resolve(key(location)));
      Path other = folder.resolve(file.getFileName());
      if (!Files.exists(other)) {
        Files.createLink(other, file);
      }
    } catch (IOException | UnsupportedOperationException none) {
      return; // then it comes once more
    }
  }

  /** The part that is asked for of a file that came whole. */
  Optional<Desk.Reply> part(Desk.Ask ask) {
    Matcher range = RANGE.matcher(ask.range().orElse(""));
    Optional<Path> file =
        scratch
            .begun()
            .map(begun -> begun.resolve(key(ask.location())).resolve(name(ask.location())));
    if (!range.matches() || file.filter(Files::isRegularFile).isEmpty()) {
      return Optional.empty();
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file.get().toFile(), "r")) {
      long all = bytes.length();
      long last = number(range.group(2), all);
      boolean end = range.group(1).isEmpty();
      long from = end ? Math.max(0, all - last) : number(range.group(1), 0);
      long to = Math.min(all, end ? all : last + 1);
      if (from >= to) {
        return Optional.empty();
      }
      byte[] part = new byte[Math.toIntExact(to - from)];
      bytes.seek(from);
      bytes.readFully(part);
      String place = "bytes " + from + "-" + (to - 1) + "/" + all;
      return Optional.of(
          new Desk.Reply(206, ask.location(), Map.of("content-range", place), Optional.of(part)));
    } catch (FileNotFoundException gone) {
      return Optional.empty(); // whoever needed it whole has it
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of the file at an address. */
  static String name(URI location) {
    String path = String.valueOf(location.getPath());
    String name = path.substring(path.lastIndexOf('/') + 1);
    return Set.of("", ".", "..").contains(name) ? "no-name" : name;
  }

  private static long number(String digits, long otherwise) {
    return digits.isEmpty() ? otherwise : Long.parseLong(digits);
  }

  private static String key(URI location) {
    return Sha256.ofText(location.toString()).substring(0, 32);
  }
}
