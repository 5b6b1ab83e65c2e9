package org.omnipkg.ecosystem.go.internal.layout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Entry;
import org.omnipkg.spi.Layout.Contents;

/** Finds the folders of a module that are commands, by the first file of each that tells. */
final class Commands {
  private static final int HEAD = 16 * 1024;
  private static final Pattern CLAUSE = Pattern.compile("(?m)^package\\s+(\\w+)");
  private static final Pattern IGNORED =
      Pattern.compile("(?m)^//(go:build|\\s*\\+build)\\s.*\\bignore\\b");
  private static final Set<String> ASIDE = Set.of("testdata", "vendor", "internal", "examples");

  private final Map<String, Entry> files;
  private final Contents contents;

  /**
   * @param files by their paths in the module
   */
  Commands(Map<String, Entry> files, Contents contents) {
    this.files = files;
    this.contents = contents;
  }

  List<String> folders() {
    Set<String> told = new HashSet<>();
    Set<String> mains = new TreeSet<>();
    for (Map.Entry<String, Entry> file : new TreeMap<>(files).entrySet()) {
      String path = file.getKey();
      int slash = path.lastIndexOf('/');
      String folder = slash < 0 ? ModuleFacts.ROOT : path.substring(0, slash);
      if (path.endsWith(".go") && !path.endsWith("_test.go") && !told.contains(folder)) {
        String name = aside(folder) ? "" : clause(file.getValue());
        if (!name.isEmpty() || aside(folder)) {
          told.add(folder);
        }
        if (name.equals("main")) {
          mains.add(folder);
        }
      }
    }
    return List.copyOf(mains);
  }

  /** Whether commands in a folder are built only when somebody names them. */
  static boolean aside(String folder) {
    for (String part : folder.split("/", -1)) {
      if (ASIDE.contains(part)
          || part.startsWith("_")
          || part.startsWith(".") && !part.equals(ModuleFacts.ROOT)) {
        return true;
      }
    }
    return false;
  }

  private String clause(Entry file) {
    return clause(new String(contents.read(file, 0, HEAD), StandardCharsets.UTF_8));
  }

  /** The package a file says it is of; empty when the file is not built. */
  private static String clause(String text) {
    Matcher m = CLAUSE.matcher(text);
    if (!m.find() || IGNORED.matcher(text.substring(0, m.start())).find()) {
      return "";
    }
    return m.group(1).equals("documentation") ? "" : m.group(1);
  }

  /** Whether the package in a folder is a command; empty where there is no package. */
  static Optional<Boolean> isMain(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.go")) {
      for (Path file : files) {
        String name = file.toString().endsWith("_test.go") ? "" : clause(Files.readString(file));
        if (!name.isEmpty()) {
          return Optional.of(name.equals("main"));
        }
      }
    }
    return Optional.empty();
  }
}
