package org.omnipkg.ecosystem.node.internal.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;

/**
 * Folders of the user's own in an environment. They are links and nothing is written into them:
 * what npm would put into a folder's own {@code node_modules} lies in {@code lib/members}, where
 * Node is told to look for it.
 */
final class OwnFolderLinks {
  static final String TABLE = "members.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Prefix.Tree> trees;
  private final List<Edge> edges;
  private final Path lib;
  private final Set<String> own;

  OwnFolderLinks(Map<String, Prefix.Tree> trees, List<Edge> edges, Path lib) {
    this.trees = trees;
    this.edges = edges;
    this.lib = lib;
    this.own = in(trees);
  }

  /** Ids of those among trees. */
  static Set<String> in(Map<String, Prefix.Tree> trees) {
    Set<String> own = new HashSet<>();
    trees.forEach(
        (id, tree) -> {
          if (tree.isFolder()) {
            own.add(id);
          }
        });
    return own;
  }

  /** Whether a place is one of them or lies in one. */
  boolean concerns(String id) {
    return own.stream().anyMatch(one -> id.equals(one) || id.startsWith(one + "/"));
  }

  /**
   * @param linked ids of what is linked among the roots anyway
   * @param folders where the files of a package are
   */
  List<Step> steps(Set<String> linked, Function<Prefix.Tree, Path> folders) {
    List<Step> steps = new ArrayList<>();
    Map<String, String> table = new TreeMap<>();
    for (String id : new TreeSet<>(own)) {
      Prefix.Tree folder = trees.get(id);
      if (folder == null) {
        continue;
      }
      if (Places.top(id) && !linked.contains(id)) {
        steps.add(new Step.Symlink(lib.resolve(id), folder.path().toString()));
      }
      Path inner = lib.resolve("members").resolve(Integer.toString(table.size()));
      boolean any = false;
      for (Edge edge : edges) {
        Prefix.Tree needed = trees.get(edge.to());
        if (edge.from().equals(id) && edge.to().startsWith(id + "/") && needed != null) {
          Path at = inner.resolve("node_modules").resolve(Places.name(edge.to()));
          steps.add(new Step.Symlink(at, folders.apply(needed).toString()));
          any = true;
        }
      }
      if (any) {
        table.put(folder.path().toString(), inner.toString());
      }
    }
    if (!table.isEmpty()) {
      steps.add(new Step.Write(lib.resolve(TABLE), text(table), false));
    }
    return steps;
  }

  private static String text(Map<String, String> table) {
    try {
      return JSON.writeValueAsString(table);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Commands of a folder, as it is now; none when it cannot be read. */
  static Map<String, String> commands(Path folder) {
    try {
      JsonNode manifest = JSON.readTree(Files.readAllBytes(folder.resolve("package.json")));
      Set<String> files = new HashSet<>();
      manifest.path("bin").forEach(file -> files.add(plain(file.asText(""))));
      files.add(plain(manifest.path("bin").asText("")));
      files.removeIf(file -> !Files.isRegularFile(folder.resolve(file)));
      return new Commands(manifest, files, OwnFolderLinks::strange).all();
    } catch (IOException | Refusal unreadable) {
      return Map.of();
    }
  }

  private static String plain(String path) {
    return path.replaceFirst("^(\\./)+", "");
  }

  private static Refusal strange(String what) {
    return new Refusal(Diagnostic.user("npm.bin", "a folder " + what, ""));
  }
}
