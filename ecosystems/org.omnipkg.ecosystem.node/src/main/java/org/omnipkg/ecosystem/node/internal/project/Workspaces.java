package org.omnipkg.ecosystem.node.internal.project;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/**
 * Folders of a project's workspaces: paths and patterns, those with a {@code !} taken away again.
 */
final class Workspaces {
  private static final int DEEPEST = 8;

  private final Path project;
  private final String manifest;

  /**
   * @param manifest name of the file that makes a folder a member
   */
  Workspaces(Path project, String manifest) {
    this.project = project;
    this.manifest = manifest;
  }

  List<Path> of(JsonNode root) {
    JsonNode said = root.path("workspaces");
    JsonNode patterns = said.isObject() ? said.path("packages") : said;
    Set<Path> found = new LinkedHashSet<>();
    for (JsonNode pattern : patterns) {
      String text = pattern.asText("").strip();
      boolean away = text.startsWith("!");
      String path =
          text.replaceFirst("^!", "").replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
      if (path.isEmpty() || path.startsWith("/") || List.of(path.split("/")).contains("..")) {
        continue;
      }
      List<Path> meant = meant(path);
      if (away) {
        meant.forEach(found::remove);
      } else {
        found.addAll(meant);
      }
    }
    return List.copyOf(found);
  }

  private List<Path> meant(String pattern) {
    Set<Path> found = new TreeSet<>();
    if (!pattern.matches(".*[*?\\[{].*")) {
      keep(project.resolve(pattern), found);
      return List.copyOf(found);
    }
    try {
      PathMatcher matcher = project.getFileSystem().getPathMatcher("glob:" + pattern);
      Files.walkFileTree(project, Set.of(), DEEPEST, new Walk(matcher, found));
    } catch (PatternSyntaxException | IOException unreadable) {
      return new ArrayList<>(found);
    }
    return new ArrayList<>(found);
  }

  private void keep(Path folder, Set<Path> found) {
    if (Files.isRegularFile(folder.resolve(manifest))) {
      found.add(folder);
    }
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    private final PathMatcher matcher;
    private final Set<Path> found;

    Walk(PathMatcher matcher, Set<Path> found) {
      this.matcher = matcher;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes seen) {
      String name = String.valueOf(folder.getFileName());
      boolean foreign = name.equals("node_modules") || name.startsWith(".");
      if (!folder.equals(project) && foreign) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (!folder.equals(project) && matcher.matches(project.relativize(folder))) {
        keep(folder, found);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      return FileVisitResult.CONTINUE;
    }
  }
}
