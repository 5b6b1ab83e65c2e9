package org.omnipkg.engine.internal.lock;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.omnipkg.model.Edge;

/** The text of a lock: one fixed form, so that equal locks are equal bytes. */
public final class LockWriter {
  /** The first line of every lock of ours. */
  public static final String HEAD =
      "# The lock of an omnipkg environment: `omnipkg export` writes it, `omnipkg sync` follows it.";

  private static final String PACKAGE = "package";
  private static final String KEPT = "kept";

  private final StringBuilder text = new StringBuilder();

  private LockWriter() {}

  public static String write(Lock lock) {
    LockWriter writer = new LockWriter();
    writer.lock(lock);
    return writer.text.toString();
  }

  private void lock(Lock lock) {
    line(HEAD);
    line("version = " + lock.version());
    list("roots", lock.roots().stream().map(LockWriter::quoted).toList());
    list("scripts", lock.scripts().stream().map(LockWriter::quoted).toList());
    edges(lock.active().from(""));
    for (Lock.Target target : lock.targets()) {
      line("\n[[target]]");
      field("os", target.os());
      field("arch", target.arch());
      optional("libc", target.libc());
    }
    for (Lock.Runtime runtime : lock.runtimes()) {
      line("\n[[runtime]]");
      field("ecosystem", runtime.ecosystem());
      field("implementation", runtime.implementation());
      field("version", runtime.version());
    }
    packages(PACKAGE, lock.active());
    for (Lock.Kept kept : lock.kept()) {
      line("\n[[" + KEPT + "]]");
      field("root", kept.root());
      edges(kept.closure().from(""));
      packages(KEPT + "." + PACKAGE, kept.closure());
    }
  }

  private void packages(String table, Lock.Closure closure) {
    for (Lock.Package one : closure.packages()) {
      line("\n[[" + table + "]]");
      field("purl", one.purl());
      field("ecosystem", one.pin().name().ecosystem());
      field("name", one.pin().name().name());
      field("version", one.pin().version());
      optional("variant", one.pin().variant());
      field("id", one.id());
      list("features", one.features().stream().map(LockWriter::quoted).toList());
      field("source", one.source().name().toLowerCase(Locale.ROOT));
      optional("place", one.place());
      optional("when", one.when());
      if (one.built()) {
        line("built = true");
      }
      list("files", one.files().stream().map(LockWriter::file).toList());
      edges(closure.from(one.id()));
    }
  }

  private void edges(List<Edge> edges) {
    list("needs", edges.stream().map(LockWriter::edge).toList());
  }

  private static String edge(Edge edge) {
    return "{ to = "
        + quoted(edge.to())
        + ", text = "
        + quoted(edge.text())
        + ", tie = "
        + quoted(edge.tie().name().toLowerCase(Locale.ROOT))
        + ", role = "
        + quoted(edge.role().name().toLowerCase(Locale.ROOT))
        + (edge.when().isEmpty() ? "" : ", when = " + quoted(edge.when()))
        + " }";
  }

  private static String file(Lock.File file) {
    String hashes =
        file.hashes().entrySet().stream()
            .map(LockWriter::hash)
            .collect(Collectors.joining(", ", "{ ", " }"));
    return "{ filename = "
        + quoted(file.filename())
        + ", format = "
        + quoted(file.format())
        + (file.size().isPresent() ? ", size = " + file.size().getAsLong() : "")
        + ", hashes = "
        + hashes
        + " }";
  }

  private static String hash(Map.Entry<String, String> hash) {
    return hash.getKey() + " = " + quoted(hash.getValue());
  }

  private void list(String name, List<String> items) {
    if (!items.isEmpty()) {
      line(name + " = [");
      items.forEach(item -> line("    " + item + ","));
      line("]");
    }
  }

  private void optional(String name, String value) {
    if (!value.isEmpty()) {
      field(name, value);
    }
  }

  private void field(String name, String value) {
    line(name + " = " + quoted(value));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  /** A basic string of TOML. */
  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (i + 1 < value.length() && Character.isSurrogatePair(c, value.charAt(i + 1))) {
            // the parser may tear what lies across the end of its buffer
            quoted.append(String.format(Locale.ROOT, "\\U%08X", value.codePointAt(i++)));
          } else if (c < ' ' || c == 0x7f) {
            quoted.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
