package org.omnipkg.ecosystem.ruby.internal.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A gem's tree that is being worked on.
 *
 * @param gem its own files
 * @param built where RubyGems looks for what was built of it
 * @param extensions files that build, relative to the gem
 * @param library the first of its folders on the load path
 */
record GemTreeAt(Path gem, Path built, List<String> extensions, Path library) {
  private static final Pattern LIST = Pattern.compile("^  s\\.(\\w+) = \\[(.*)\\]$");
  private static final Pattern ITEM = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\.freeze");

  /** Read from the specification the house wrote into it. */
  static GemTreeAt in(Path work, String extensionFolder) {
    try (Stream<Path> files = Files.list(work.resolve("specifications"))) {
      Path file = files.findFirst().orElseThrow();
      String full = String.valueOf(file.getFileName()).replaceFirst("\\.gemspec$", "");
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      Path gem = work.resolve("gems").resolve(full);
      List<String> paths = list(lines, "require_paths");
      return new GemTreeAt(
          gem,
          work.resolve("extensions").resolve(extensionFolder).resolve(full),
          list(lines, "extensions"),
          gem.resolve(paths.isEmpty() ? "lib" : paths.get(0)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> list(List<String> lines, String key) {
    List<String> items = new ArrayList<>();
    for (String line : lines) {
      Matcher list = LIST.matcher(line);
      if (list.matches() && list.group(1).equals(key)) {
        Matcher item = ITEM.matcher(list.group(2));
        while (item.find()) {
          items.add(item.group(1).replaceAll("\\\\(.)", "$1"));
        }
      }
    }
    return items;
  }
}
