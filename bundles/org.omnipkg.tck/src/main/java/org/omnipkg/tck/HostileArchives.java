package org.omnipkg.tck;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small wheels and source archives that lie, and a few that only look as if they did. */
public final class HostileArchives {
  private HostileArchives() {}

  /**
   * One archive.
   *
   * @param kind {@code wheel} or {@code sdist}
   * @param expect {@code accept}, {@code reject} or {@code neutral} (accepted, with a consequence)
   * @param rule what it is about, e.g. {@code path-traversal}
   * @param why one line
   * @param file {@code <name>/<file name>}
   * @param sha256 of the file
   */
  public record Case(
      String name,
      String kind,
      String expect,
      String rule,
      String why,
      String file,
      String sha256) {
    /** The name the file has on an index. */
    public String fileName() {
      return file.substring(file.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  public static List<Case> all() {
    try (InputStream in = open("manifest.json")) {
      return List.copyOf(new ObjectMapper().readValue(in, new TypeReference<List<Case>>() {}));
    } catch (IOException unreadable) {
      throw new IllegalStateException("the list of hostile archives", unreadable);
    }
  }

  public static List<Case> ofKind(String kind) {
    return all().stream().filter(c -> c.kind().equals(kind)).toList();
  }

  /** The one of that name. */
  public static Case named(String name) {
    return all().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  /** Copies one into a folder, under the name it has on an index. */
  public static Path copy(Case which, Path folder) throws IOException {
    Path to = folder.resolve(which.fileName());
    try (InputStream in = open(which.file())) {
      Files.copy(in, to);
    }
    return to;
  }

  private static InputStream open(String path) throws IOException {
    InputStream in = HostileArchives.class.getResourceAsStream("archives/" + path);
    if (in == null) {
      throw new FileNotFoundException(path);
    }
    return in;
  }
}
