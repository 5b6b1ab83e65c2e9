package org.omnipkg.engine.internal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.omnipkg.model.Artifact;

/**
 * A project's folder as a tar archive, for the house to unpack and build from: the same files give
 * the same bytes. Left out is what belongs to a person's work and not to the project: repositories,
 * virtual environments, caches.
 */
final class FolderArchive {
  private static final Set<String> LEFT_OUT =
      Set.of(
          ".git",
          ".hg",
          ".svn",
          ".tox",
          ".nox",
          ".mypy_cache",
          ".pytest_cache",
          ".ruff_cache",
          "__pycache__",
          "node_modules");

  private static final String TOP = "project/";
  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final long AGE = 315532800;

  private final OutputStream out;

  private FolderArchive(OutputStream out) {
    this.out = out;
  }

  /** Whether an artifact's source is a folder. */
  static boolean isOf(Artifact artifact) {
    return "file".equals(artifact.location().getScheme())
        && artifact.location().getPath() != null
        && artifact.filename().endsWith(".tar")
        && Files.isDirectory(Path.of(artifact.location().getPath()));
  }

  static void write(Path folder, Path file) throws IOException {
    Map<String, Path> files = files(folder);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      FolderArchive archive = new FolderArchive(out);
      for (Map.Entry<String, Path> one : files.entrySet()) {
        archive.entry(TOP + one.getKey(), one.getValue());
      }
      out.write(new byte[2 * BLOCK]);
    }
  }

  private static Map<String, Path> files(Path folder) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes seen) {
            boolean apart =
                LEFT_OUT.contains(String.valueOf(inner.getFileName()))
                    || Files.exists(inner.resolve("pyvenv.cfg"));
            return apart && !inner.equals(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
            if (seen.isRegularFile() || seen.isSymbolicLink()) {
              files.put(folder.relativize(file).toString().replace('\\', '/'), file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private void entry(String name, Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      String target = Files.readSymbolicLink(file).toString();
      extended(name, target);
      header(name, 0777, 0, '2', target);
      return;
    }
    byte[] content = Files.readAllBytes(file);
    extended(name, "");
    header(name, Files.isExecutable(file) ? 0755 : 0644, content.length, '0', "");
    body(content);
  }

  /** What the plain header has no room for. */
  private void extended(String name, String target) throws IOException {
    String records = record("path", name) + record("linkpath", target);
    if (!records.isEmpty()) {
      byte[] content = records.getBytes(StandardCharsets.UTF_8);
      header("pax", 0644, content.length, 'x', "");
      body(content);
    }
  }

  private static String record(String key, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= NAME && bytes.length == value.length()) {
      return "";
    }
    int rest = key.length() + bytes.length + 3;
    int length = rest + String.valueOf(rest).length();
    if (String.valueOf(length).length() > String.valueOf(rest).length()) {
      length++;
    }
    return length + " " + key + "=" + value + "\n";
  }

  private void body(byte[] content) throws IOException {
    out.write(content);
    int over = content.length % BLOCK;
    if (over > 0) {
      out.write(new byte[BLOCK - over]);
    }
  }

  private void header(String name, int mode, long size, char kind, String target)
      throws IOException {
    byte[] header = new byte[BLOCK];
    text(header, 0, NAME, name);
    number(header, 100, 8, mode);
    number(header, 108, 8, 0);
    number(header, 116, 8, 0);
    number(header, 124, 12, size);
    number(header, 136, 12, AGE);
    text(header, 148, 8, "        ");
    header[156] = (byte) kind;
    text(header, 157, NAME, target);
    text(header, 257, 8, "ustar\u000000");
    int sum = 0;
    for (byte one : header) {
      sum += one & 0xff;
    }
    text(header, 148, 8, String.format("%06o\u0000 ", sum));
    out.write(header);
  }

  private static void number(byte[] header, int at, int width, long value) {
    text(header, at, width, String.format("%0" + (width - 1) + "o", value));
  }

  private static void text(byte[] header, int at, int width, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, Math.min(width, bytes.length));
  }
}
