package org.omnipkg.engine.internal.lock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;

/** Reads a lock, strictly: what is not understood is refused, never passed over. */
public final class LockReader {
  private static final TomlMapper TOML = new TomlMapper();

  private final String name;
  private final Lines lines;

  private LockReader(String name, String text) {
    this.name = name;
    this.lines = new Lines(text);
  }

  /**
   * Reads.
   *
   * @param name how messages call the file
   * @throws Refusal {@code lock.malformed}, {@code lock.newer-format}
   */
  public static Lock read(String text, String name) {
    LockReader reader = new LockReader(name, text);
    try {
      return reader.lock(TOML.readTree(text));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw reader.malformed(line, e.getOriginalMessage().lines().findFirst().orElse(""), e);
    } catch (Table.Wrong e) {
      throw reader.malformed(e.line(), String.valueOf(e.getMessage()), e);
    }
  }

  private Refusal malformed(int line, String what, Throwable cause) {
    return new Refusal(
        Diagnostic.user(
                "lock.malformed",
                "`" + name + "` is not a lock this omnipkg can read",
                "take the file from version control again, or make it anew with `omnipkg export`")
            .with(List.of("line " + line + ": " + what)),
        cause);
  }

  private Lock lock(JsonNode tree) {
    Table table = new Table(tree, "", 1, lines);
    long version = table.number("version").orElseThrow(() -> table.wrong("`version` is missing"));
    if (version > Lock.VERSION) {
      throw new Refusal(
          Diagnostic.user(
              "lock.newer-format",
              "`"
                  + name
                  + "` is a lock of format "
                  + version
                  + ", this omnipkg reads up to "
                  + Lock.VERSION,
              "update omnipkg, or make the lock anew with `omnipkg export`"));
    }
    if (version < Lock.PLAIN) {
      throw table.wrong("there is no format " + version);
    }
    List<String> roots = table.texts("roots");
    List<String> scripts = table.texts("scripts");
    for (String one : scripts) {
      if (!one.matches("[a-z]+:.+")) {
        throw table.wrong("`" + one + "` is no package with its language");
      }
    }
    List<Edge> edges = edges(table, "");
    List<Lock.Target> targets =
        each(
            table.tables("target"),
            t -> new Lock.Target(t.text("os"), t.text("arch"), t.optional("libc")));
    List<Lock.Runtime> runtimes =
        each(
            table.tables("runtime"),
            t ->
                new Lock.Runtime(t.text("ecosystem"), t.text("implementation"), t.text("version")));
    Lock.Closure active = closure(table, edges);
    List<Lock.Kept> kept =
        each(table.tables("kept"), t -> new Lock.Kept(t.text("root"), closure(t, edges(t, ""))));
    table.end();
    if (targets.isEmpty() && version < Lock.VERSION) {
      throw table.wrong("no `[[target]]`");
    }
    for (Lock.Package one : active.packages()) {
      String ecosystem = one.pin().name().ecosystem();
      if (runtimes.stream().noneMatch(runtime -> runtime.ecosystem().equals(ecosystem))) {
        throw table.wrong("no `[[runtime]]` of `" + ecosystem + "`");
      }
    }
    return new Lock(targets, runtimes, roots, active, kept, scripts);
  }

  private static Lock.Closure closure(Table table, List<Edge> demands) {
    List<Edge> edges = new ArrayList<>(demands);
    List<Lock.Package> packages = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Table one : table.tables("package")) {
      Lock.Package read = one(one);
      if (!ids.add(read.id())) {
        throw one.wrong("a second package `" + read.id() + "`");
      }
      packages.add(read);
      edges.addAll(edges(one, read.id()));
      one.end();
    }
    for (Edge edge : edges) {
      if (!ids.contains(edge.to())) {
        throw table.wrong("`" + edge.text() + "` leads to no package `" + edge.to() + "`");
      }
    }
    return new Lock.Closure(packages, edges);
  }

  private static Lock.Package one(Table table) {
    Pin pin =
        new Pin(
            new PackageName(table.text("ecosystem"), table.text("name")),
            table.text("version"),
            table.optional("variant"));
    Lock.Package read =
        new Lock.Package(
            table.optional("purl"),
            pin,
            table.text("id"),
            Set.copyOf(table.texts("features")),
            table.choice("source", Lock.Source.class),
            table.optional("place"),
            table.flag("built"),
            table.optional("when"),
            each(table.tables("files"), LockReader::file));
    if (read.files().isEmpty() && read.source() != Lock.Source.FOLDER) {
      throw table.wrong("`" + pin.name().name() + "` has no files");
    }
    return read;
  }

  private static Lock.File file(Table table) {
    Map<String, String> hashes = new TreeMap<>();
    Table stated = table.table("hashes");
    for (String algorithm : stated.names()) {
      String digest = stated.text(algorithm);
      if (!digest.matches(algorithm.equals("h1") ? "[A-Za-z0-9+/]{43}=" : "[0-9a-f]{32,}")) {
        throw table.wrong("`" + digest + "` is no digest");
      }
      hashes.put(algorithm, digest);
    }
    if (hashes.isEmpty()) {
      throw table.wrong("a file without a digest");
    }
    String filename = table.text("filename");
    if (filename.contains("/") || filename.contains("\\") || filename.startsWith(".")) {
      throw table.wrong("`" + filename + "` is no file name");
    }
    OptionalLong size = table.number("size");
    return new Lock.File(filename, table.text("format"), hashes, size);
  }

  private static List<Edge> edges(Table table, String from) {
    return each(
        table.tables("needs"),
        t ->
            new Edge(
                from,
                t.text("to"),
                t.choice("tie", Tie.class),
                t.choice("role", Role.class),
                t.optional("text"),
                t.optional("when")));
  }

  private static <T> List<T> each(List<Table> tables, Function<Table, T> reading) {
    List<T> read = new ArrayList<>();
    for (Table table : tables) {
      read.add(reading.apply(table));
      table.end();
    }
    return read;
  }
}
