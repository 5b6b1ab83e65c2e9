package org.omnipkg.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** One file-system act of making a generation; paths are absolute, parents are made as needed. */
public sealed interface Step {
  /** A made file, UTF-8. */
  record Write(Path path, String text, boolean executable) implements Step {}

  /** A symbolic link with this literal target. */
  record Symlink(Path path, String target) implements Step {}

  /** A hard link to a file of the store or the distribution; a copy where links cannot reach. */
  record Hardlink(Path path, Path source) implements Step {}

  /** A folder's files copied, never linked, for files people edit; what is there already stays. */
  record Copy(Path into, Path folder) implements Step {}

  /** An empty directory. */
  record Directory(Path path) implements Step {}

  /**
   * Folders merged into one: a directory with a single owner becomes a directory link, one with
   * several becomes a real directory and the merge goes on inside, a file becomes a hard link. Of
   * two files at one place the first part's wins.
   *
   * @param alwaysReal names of caches (what is in them can be made again): they become real
   *     directories at the top level whoever owns them, and what is written there is nobody's drift
   */
  record Merge(Path into, List<Part> parts, Set<String> alwaysReal) implements Step {}

  /**
   * One folder of a merge.
   *
   * @param real directories below it, relative and {@code /}-separated, that must become real
   *     directories with hard-linked files; {@code **} makes the whole folder so
   */
  record Part(Path folder, Set<String> real) {}
}
