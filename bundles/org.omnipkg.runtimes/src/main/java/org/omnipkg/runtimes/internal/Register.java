package org.omnipkg.runtimes.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Look;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Runtime;

/** {@code register.json}: what was added, what was forgotten, what probes have answered. */
final class Register {
  private static final int SCHEMA = 1;

  private final Path folder;
  private final ObjectMapper json;
  private volatile @Nullable Seen last;

  /** Each content is a file of its own, which takes the place of the one before. */
  private record Seen(Look look, Book book) {}

  Register(Path folder, ObjectMapper json) {
    this.folder = folder;
    this.json = json;
  }

  /** What stands in it; a damaged one is an empty one, since all of it can be found out again. */
  Book read() {
    Path file = folder.resolve("register.json");
    try {
      Look look = Look.of(file);
      Seen known = last;
      if (known == null || !known.look().equals(look)) {
        known = new Seen(look, json.readValue(Files.readAllBytes(file), Book.class));
        last = known;
      }
      return known.book().schema() == SCHEMA ? known.book() : Book.EMPTY;
    } catch (IOException e) {
      return Book.EMPTY;
    }
  }

  /** Changes it under its lock and puts it down by one rename. */
  void change(UnaryOperator<Book> change) {
    try (FileHold hold = FileHold.take(folder.resolve("register.lock"), Progress.SILENT, "")) {
      Book before = read();
      Book after = change.apply(before);
      if (hold.lock().isValid() && !after.equals(before)) {
        Path staged = Files.createTempFile(folder, "register", ".part");
        Files.write(staged, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(after));
        Files.move(staged, folder.resolve("register.json"), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The content.
   *
   * @param added executables adopted by name
   * @param forgotten executables not to be adopted by themselves any more
   * @param probes by executable
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Book(int schema, Set<String> added, Set<String> forgotten, Map<String, Probe> probes) {
    static final Book EMPTY = new Book(SCHEMA, Set.of(), Set.of(), Map.of());

    Book {
      // Jackson leaves null what a file does not have.
      added = sorted(added);
      forgotten = sorted(forgotten);
      probes =
          Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNullElse(probes, Map.of())));
    }
  }

  private static Set<String> sorted(@Nullable Set<String> all) {
    return Collections.unmodifiableSet(new TreeSet<>(Objects.requireNonNullElse(all, Set.of())));
  }

  /**
   * An answer kept.
   *
   * @param stamp what the executable looked like then
   * @param until second of the epoch after which it is asked again
   * @param runtime absent when it was none
   */
  record Probe(String stamp, long until, @Nullable Kept runtime) {}

  /** A runtime in plain text. */
  record Kept(
      String ecosystem,
      String implementation,
      String version,
      String executable,
      String home,
      Map<String, String> facts) {
    static Kept of(Runtime runtime) {
      return new Kept(
          runtime.ecosystem(),
          runtime.implementation(),
          runtime.version(),
          runtime.executable().toString(),
          runtime.home().toString(),
          new TreeMap<>(runtime.facts()));
    }

    Runtime runtime(String origin) {
      return new Runtime(
          ecosystem, implementation, version, Path.of(executable), Path.of(home), origin, facts);
    }
  }
}
