package org.omnipkg.environment.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.omnipkg.spi.Trace;

/**
 * What lies in the real folders of a generation: by place and path, how each thing looks.
 *
 * @param caches names of folders that are passed over
 * @param marks by {@code p} or {@code f} (prefix, farm) and path; folders end in a slash
 */
record Footprint(Set<String> caches, Map<String, Mark> marks) {
  private static final String HEADER = "omnipkg-files 1";

  Footprint {
    caches = java.util.Collections.unmodifiableSet(new TreeSet<>(caches));
    marks = java.util.Collections.unmodifiableMap(new TreeMap<>(marks));
  }

  static Footprint look(Path prefix, Path farm, Set<String> caches) throws IOException {
    Map<String, Mark> marks = new TreeMap<>();
    walk(prefix, "p", caches, marks);
    walk(farm, "f", caches, marks);
    return new Footprint(caches, marks);
  }

  private static void walk(Path top, String place, Set<String> caches, Map<String, Mark> marks)
      throws IOException {
    if (!Files.isDirectory(top)) {
      return;
    }
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes seen)
              throws IOException {
            if (caches.contains(String.valueOf(folder.getFileName()))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            note(folder, folder.equals(top) ? "" : relative(folder) + "/");
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes seen) throws IOException {
            note(file, relative(file));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failed) {
            return FileVisitResult.CONTINUE; // Gone meanwhile, or shut: it is seen as missing.
          }

          private String relative(Path path) {
            return top.relativize(path).toString().replace('\\', '/');
          }

          private void note(Path path, String name) throws IOException {
            Mark mark = Mark.of(path);
            if (mark != null) {
              marks.put(place + name, mark);
            }
          }
        });
  }

  /** Whether everything noted still looks so, caches made in folders included. */
  boolean holds(Path prefix, Path farm) throws IOException {
    for (Map.Entry<String, Mark> entry : marks.entrySet()) {
      Path top = entry.getKey().charAt(0) == 'p' ? prefix : farm;
      if (!entry.getValue().equals(Mark.of(top.resolve(entry.getKey().substring(1))))) {
        return false;
      }
    }
    return true;
  }

  /** What must have happened between this and a later look. */
  List<Trace> until(Footprint later) {
    TreeSet<String> all = new TreeSet<>(marks.keySet());
    all.addAll(later.marks.keySet());
    List<Trace> traces = new ArrayList<>();
    for (String key : all) {
      Mark before = marks.get(key);
      Mark after = later.marks.get(key);
      Trace.Kind kind = kind(before, after);
      if (kind != null && key.length() > 1) {
        Trace.Place place = key.charAt(0) == 'p' ? Trace.Place.PREFIX : Trace.Place.FARM;
        traces.add(new Trace(kind, place, key.substring(1)));
      }
    }
    traces.sort(java.util.Comparator.comparing(Trace::place).thenComparing(Trace::path));
    return traces;
  }

  private static Trace.@Nullable Kind kind(@Nullable Mark before, @Nullable Mark after) {
    if (before == null) {
      return Trace.Kind.ADDED;
    }
    if (after == null) {
      return Trace.Kind.REMOVED;
    }
    return before.same(after) ? null : Trace.Kind.CHANGED;
  }

  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    caches.forEach(name -> text.append(escaped(name)).append('\t'));
    text.append('\n');
    marks.forEach((key, mark) -> text.append(mark + "\t" + escaped(key) + "\n"));
    Files.createDirectories(file.getParent());
    Path fresh = file.resolveSibling("." + file.getFileName());
    Files.writeString(fresh, text.toString());
    Folders.move(fresh, file);
  }

  static Footprint read(Path file) throws IOException {
    List<String> lines = Files.readString(file, StandardCharsets.UTF_8).lines().toList();
    if (lines.size() < 2 || !lines.get(0).equals(HEADER)) {
      throw new IOException("not a list of files: " + file);
    }
    Set<String> caches = new TreeSet<>();
    for (String name : lines.get(1).split("\t")) {
      if (!name.isEmpty()) {
        caches.add(plain(name));
      }
    }
    Map<String, Mark> marks = new TreeMap<>();
    for (String line : lines.subList(2, lines.size())) {
      String[] fields = line.split("\t");
      if (fields.length != 6) {
        throw new IOException("not a list of files: " + file);
      }
      marks.put(plain(fields[5]), Mark.parse(fields));
    }
    return new Footprint(caches, marks);
  }

  private static String escaped(String text) {
    return text.replace("%", "%25")
        .replace("\t", "%09")
        .replace("\n", "%0A")
        .replace("\r", "%0D")
        .replace("\u0085", "%85");
  }

  private static String plain(String text) {
    return text.replace("%0A", "\n")
        .replace("%0D", "\r")
        .replace("%09", "\t")
        .replace("%85", "\u0085")
        .replace("%25", "%");
  }
}
