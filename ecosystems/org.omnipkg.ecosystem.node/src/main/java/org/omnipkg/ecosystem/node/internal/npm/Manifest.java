package org.omnipkg.ecosystem.node.internal.npm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.omnipkg.ecosystem.node.internal.index.Registries;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Source;
import org.omnipkg.model.Tie;

/** The requests as a manifest npm reads, and the registries as its configuration. */
final class Manifest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Manifest() {}

  static void write(Problem problem, List<Source> sources, Path folder) throws IOException {
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("name", "omnipkg-requests").put("version", "1.0.0").put("private", true);
    ObjectNode needs = manifest.putObject("dependencies");
    ObjectNode optional = JSON.createObjectNode();
    for (Dependency root : problem.roots()) {
      (root.tie() == Tie.OPTIONAL ? optional : needs).put(name(root), value(root));
    }
    if (!optional.isEmpty()) {
      manifest.set("optionalDependencies", optional);
    }
    ObjectNode rules = JSON.createObjectNode();
    new TreeMap<>(problem.overrides()).forEach((path, range) -> rule(rules, path, range));
    for (Dependency constraint : problem.constraints()) {
      String constrained = constraint.target().name();
      boolean asked =
          problem.roots().stream().anyMatch(r -> r.target().equals(constraint.target()));
      if (!asked && !rules.has(constrained) && !constraint.range().contains("||")) {
        rules.put(constrained, constraint.range());
      }
    }
    if (!rules.isEmpty()) {
      manifest.set("overrides", rules);
    }
    Files.write(folder.resolve("package.json"), JSON.writeValueAsBytes(manifest));
    Path settings = folder.resolve(".npmrc");
    Files.createFile(
        settings,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(settings, settings(sources));
  }

  private static String name(Dependency root) {
    return root.alias().isEmpty() ? root.target().name() : root.alias();
  }

  private static String value(Dependency root) {
    if (root.direct().isPresent()) {
      return root.direct().get().toString();
    }
    String range = root.range().isBlank() ? "*" : root.range();
    return root.alias().isEmpty() ? range : "npm:" + root.target().name() + "@" + range;
  }

  private static void rule(ObjectNode rules, String path, String range) {
    ObjectNode at = rules;
    String[] pieces = path.split("(?<=[^>])>(?!=)", -1);
    for (int i = 0; i < pieces.length; i++) {
      String key = pieces[i].strip();
      JsonNode there = at.get(key);
      boolean last = i == pieces.length - 1;
      if (last && there instanceof ObjectNode deeper) {
        deeper.put(".", range);
      } else if (last) {
        at.put(key, range);
      } else if (there instanceof ObjectNode deeper) {
        at = deeper;
      } else {
        ObjectNode made = at.putObject(key);
        if (there != null) {
          made.set(".", there);
        }
        at = made;
      }
    }
  }

  private static String settings(List<Source> sources) {
    StringBuilder text = new StringBuilder();
    boolean general = false;
    for (Source source : sources) {
      String scope = Registries.scope(source);
      if (source.form() != Source.Form.INDEX || scope.isEmpty() && general) {
        continue;
      }
      general |= scope.isEmpty();
      URI base = URI.create(Registries.Address.of(source).base());
      String bare = base.toString().replaceFirst("://[^/@]*@", "://");
      text.append(scope.isEmpty() ? "registry=" : scope + ":registry=").append(bare).append('\n');
      String login = base.getRawUserInfo();
      if (login != null) {
        login(text, bare.replaceFirst("^[^:]+:", ""), login.split(":", 2));
      }
    }
    return text.toString();
  }

  private static void login(StringBuilder text, String place, String[] login) {
    String password =
        login.length > 1
            ? URLDecoder.decode(login[1].replace("+", "%2B"), StandardCharsets.UTF_8)
            : "";
    if (login[0].equals("_authToken")) {
      text.append(place).append(":_authToken=").append(password).append('\n');
    } else {
      String both = URLDecoder.decode(login[0], StandardCharsets.UTF_8) + ":" + password;
      text.append(place)
          .append(":_auth=")
          .append(Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)))
          .append('\n');
    }
  }

  /** The members of an object whose values are texts. */
  static Map<String, String> strings(JsonNode object) {
    Map<String, String> members = new TreeMap<>();
    object
        .fields()
        .forEachRemaining(
            member -> {
              if (member.getValue().isTextual()) {
                members.put(member.getKey(), member.getValue().asText());
              }
            });
    return members;
  }
}
