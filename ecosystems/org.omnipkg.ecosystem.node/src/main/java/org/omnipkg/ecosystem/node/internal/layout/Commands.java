package org.omnipkg.ecosystem.node.internal.layout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Refusal;

/**
 * The commands a package brings: names that stay in {@code bin}, files that stay in the package.
 */
final class Commands {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+@-]*");
  private static final Pattern SCOPED = Pattern.compile("@[^/\\\\]+/([^/\\\\]+)");

  private final JsonNode manifest;
  private final Set<String> files;
  private final Function<String, Refusal> refusal;
  private final Map<String, String> found = new TreeMap<>();

  /**
   * @param files paths of the package
   * @param refusal makes one of what is wrong
   */
  Commands(JsonNode manifest, Set<String> files, Function<String, Refusal> refusal) {
    this.manifest = manifest;
    this.files = files;
    this.refusal = refusal;
  }

  Map<String, String> all() {
    JsonNode bin = manifest.path("bin");
    if (bin.isTextual()) {
      add(Names.base(manifest.path("name").asText()), bin.asText());
    } else if (bin.isObject()) {
      bin.fields()
          .forEachRemaining(
              entry -> {
                if (entry.getValue().isTextual()) {
                  add(SCOPED.matcher(entry.getKey()).replaceFirst("$1"), entry.getValue().asText());
                }
              });
    } else {
      String folder = manifest.path("directories").path("bin").asText("");
      if (!folder.isEmpty()) {
        String below = inside(folder) + "/";
        files.stream()
            .filter(path -> path.startsWith(below))
            .forEach(path -> add(path.substring(path.lastIndexOf('/') + 1), path));
      }
    }
    return found;
  }

  private void add(String command, String path) {
    if (!NAME.matcher(command).matches()) {
      throw refusal.apply("wants to be run by `" + command + "`, which is no plain name");
    }
    String file = inside(path);
    // npm leaves a link behind that leads nowhere; a command that is not there is none
    if (files.contains(file)) {
      found.put(command, file);
    } else if (files.contains(file + ".js")) {
      found.put(command, file + ".js");
    }
  }

  private String inside(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.replace('\\', '/').split("/")) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          throw refusal.apply("has a command that leads out of it: `" + path + "`");
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }
}
