package org.omnipkg.environment.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnipkg.model.Progress;

/**
 * Takes what somebody else put into a generation along into the next. A small file is copied and
 * its mentions of the old generation's folders become the new one's; a large one is linked.
 */
final class Carrying {
  private static final String FARM = "farm:";

  /** Scripts and path files, which name their interpreter, are far below. */
  private static final long LARGE = 1 << 20;

  private final Folders folders;
  private final int from;
  private final int to;
  private final Set<String> caches;

  Carrying(Folders folders, int from, int to, Set<String> caches) {
    this.folders = folders;
    this.from = from;
    this.to = to;
    this.caches = caches;
  }

  void run(List<String> carried, Map<String, String> moved, Progress progress) throws IOException {
    for (String path : carried) {
      progress.checkpoint();
      Path source = place(moved.getOrDefault(path, path), from);
      Path target = place(path, to);
      if (Files.exists(source, LinkOption.NOFOLLOW_LINKS) && !throughLink(target, top(path, to))) {
        Files.createDirectories(target.getParent());
        take(source, target);
      }
    }
  }

  private Path top(String path, int number) {
    return path.startsWith(FARM) ? folders.farm(number) : folders.root(number);
  }

  private Path place(String path, int number) throws IOException {
    Path top = top(path, number);
    Path place = top.resolve(path.startsWith(FARM) ? path.substring(FARM.length()) : path);
    if (!place.normalize().startsWith(top) || place.normalize().equals(top)) {
      throw new FileSystemException(path, null, "lies outside the generation");
    }
    return place.normalize();
  }

  /** A folder that is now a link leads into the store. */
  private static boolean throughLink(Path target, Path top) {
    for (Path folder = target.getParent();
        folder != null && !folder.equals(top);
        folder = folder.getParent()) {
      if (Files.isSymbolicLink(folder)
          || (Files.exists(folder) && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))) {
        return true;
      }
    }
    return false;
  }

  private void take(Path source, Path target) throws IOException {
    BasicFileAttributes seen =
        Files.readAttributes(source, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (seen.isDirectory()) {
      folder(source, target);
      return;
    }
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      return; // A package brings a folder of this name now.
    }
    Files.deleteIfExists(target);
    if (seen.isSymbolicLink()) {
      String literal = Files.readSymbolicLink(source).toString();
      Files.createSymbolicLink(target, Path.of(renewed(literal)));
    } else if (seen.isRegularFile() && seen.size() < LARGE) {
      copy(source, target, seen);
    } else if (seen.isRegularFile()) {
      link(source, target);
    }
  }

  private void folder(Path source, Path target) throws IOException {
    if (caches.contains(String.valueOf(source.getFileName())) || Files.isSymbolicLink(target)) {
      return;
    }
    if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(target);
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(source)) {
      for (Path file : files) {
        take(file, target.resolve(String.valueOf(file.getFileName())));
      }
    }
  }

  private void copy(Path source, Path target, BasicFileAttributes seen) throws IOException {
    byte[] bytes = Files.readAllBytes(source);
    Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    String before = new String(bytes, StandardCharsets.ISO_8859_1);
    String after = renewed(before);
    if (after.equals(before)) {
      return;
    }
    boolean shut = !Files.isWritable(target);
    if (shut && !target.toFile().setWritable(true, true)) {
      throw new FileSystemException(target.toString(), null, "cannot be made writable");
    }
    Files.write(target, after.getBytes(StandardCharsets.ISO_8859_1));
    Files.getFileAttributeView(target, BasicFileAttributeView.class)
        .setTimes(seen.lastModifiedTime(), null, null);
    if (shut && !target.toFile().setWritable(false)) {
      throw new FileSystemException(target.toString(), null, "cannot be made read-only");
    }
  }

  private static void link(Path source, Path target) throws IOException {
    try {
      Files.createLink(target, source);
    } catch (FileSystemException | UnsupportedOperationException noLink) {
      Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Bytes stand for characters here, so that any file comes through unharmed. */
  private String renewed(String text) {
    return renewed(
        renewed(text, folders.root(from), folders.root(to)), folders.farm(from), folders.farm(to));
  }

  private static String renewed(String text, Path before, Path after) {
    String old = bytes(before);
    return old.length() == bytes(after).length() ? text.replace(old, bytes(after)) : text;
  }

  private static String bytes(Path path) {
    return new String(
        path.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
