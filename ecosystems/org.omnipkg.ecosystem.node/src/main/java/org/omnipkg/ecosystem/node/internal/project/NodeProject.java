package org.omnipkg.ecosystem.node.internal.project;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.omnipkg.ecosystem.node.internal.settings.NpmSettings;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.ecosystem.node.internal.words.Spec;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.ProjectReader;
import org.osgi.service.component.annotations.Component;

/**
 * {@code package.json}: what it needs to run and to be worked on, that of its workspaces too, its
 * overrides, and what its lock file fixes.
 */
@Component(property = Ecosystem.ID + "=node")
public final class NodeProject implements ProjectReader {
  private static final String MANIFEST = "package.json";
  private static final String OPTIONAL = "optionalDependencies";
  private static final String PEERS = "peerDependencies";
  private static final List<String> SECTIONS =
      List.of("dependencies", "devDependencies", OPTIONAL, PEERS);

  /** Files that may fix versions, of npm and of other clients. */
  private static final List<String> LOCKS =
      Stream.concat(
              PackageLock.FILES.stream(), Stream.of("yarn.lock", "pnpm-lock.yaml", "bun.lock"))
          .toList();

  private static final String FOLDER = "node_modules";
  private static final String LINK =
      "ln -s \"$(omnipkg env path)/../lib/node_modules\" node_modules";

  /** Sections of what npm may be configured to leave out. */
  private static final Map<String, String> KINDS =
      Map.of("devDependencies", "dev", OPTIONAL, "optional", PEERS, "peer");

  @Override
  public List<String> files() {
    return List.of(MANIFEST);
  }

  @Override
  public Project read(Path folder, Desk desk) {
    PackageJson manifest = PackageJson.read(folder.resolve(MANIFEST), MANIFEST);
    Map<String, Wanted> wanted = new LinkedHashMap<>();
    Map<String, Wanted> members = new LinkedHashMap<>();
    for (Path workspace : new Workspaces(folder, MANIFEST).of(manifest.root())) {
      String name = folder.relativize(workspace.resolve(MANIFEST)).toString();
      PackageJson member = PackageJson.read(workspace.resolve(MANIFEST), name);
      String called = member.root().path("name").asText("");
      if (!Names.valid(called)) {
        throw PackageJson.malformed(name, 1, "a member of a workspace has a name");
      }
      String place = workspace.toAbsolutePath().normalize().toUri().toString();
      members.putIfAbsent(called, new Wanted(called + "@" + place, "package.json, workspaces"));
    }
    for (String section : sections(manifest.root(), desk)) {
      needs(manifest, section)
          .forEach(
              (need, value) -> {
                if (!members.containsKey(need)) {
                  String words = words(need, value, folder);
                  String where = manifest.where(section, need);
                  if (section.equals(OPTIONAL)) {
                    // what stands in another section too is optional, as with npm
                    wanted.put(need, new Wanted(words + "; optional", where));
                  } else {
                    wanted.putIfAbsent(need, new Wanted(words, where));
                  }
                }
              });
    }
    wanted.putAll(members);
    List<Dependency> constraints = PackageLock.constraints(folder, manifest.root());
    if (constraints.isEmpty() && !wanted.isEmpty()) {
      LOCKS.stream()
          .filter(lock -> Files.isRegularFile(folder.resolve(lock)))
          .forEach(
              lock ->
                  desk.progress()
                      .note(
                          "note: `"
                              + lock
                              + "` fixes no versions here: only npm's own lock, made of this"
                              + " package.json, does"));
    }
    if (!wanted.isEmpty() && Files.notExists(folder.resolve(FOLDER), NOFOLLOW_LINKS)) {
      desk.progress()
          .note(
              "note: no `node_modules` here: programs that look for packages in the project's own"
                  + " folder (tsc, vite, next) need a link: "
                  + LINK);
    }
    return new Project(
        List.copyOf(wanted.values()),
        constraints,
        overrides(manifest.root()),
        Optional.ofNullable(manifest.root().path("engines").path("node").asText(null)));
  }

  /** Those npm would install from: without what it is configured to leave out, which is told. */
  private static List<String> sections(JsonNode root, Desk desk) {
    Set<String> omitted = NpmSettings.omitted(desk);
    if (NpmSettings.legacyPeers(desk)) {
      omitted.add("peer");
    }
    List<String> sections = new ArrayList<>();
    for (String section : SECTIONS) {
      if (!omitted.contains(KINDS.getOrDefault(section, ""))) {
        sections.add(section);
      } else if (root.path(section).size() > 0) {
        desk.progress()
            .note("note: `" + section + "` are left out, as npm is configured to leave them out");
      }
    }
    return sections;
  }

  /** A section without the peers the project can do without. */
  private static Map<String, String> needs(PackageJson manifest, String section) {
    JsonNode stated = manifest.root().path(section);
    if (!stated.isMissingNode() && !stated.isNull() && !stated.isObject()) {
      throw PackageJson.malformed(MANIFEST, 1, "its `" + section + "` are no object");
    }
    Map<String, String> needs = strings(stated);
    if (section.equals(PEERS)) {
      JsonNode more = manifest.root().path("peerDependenciesMeta");
      needs.keySet().removeIf(name -> more.path(name).path("optional").asBoolean(false));
    }
    return needs;
  }

  /** As it is typed: a relative path becomes whole, since nobody later knows the folder. */
  private static String words(String name, String value, Path folder) {
    Spec spec = Spec.of(value);
    if (spec.kind() == Spec.Kind.FILE) {
      String path = spec.text().replaceFirst("^file:", "");
      if (!path.startsWith("/")) {
        return name + "@file:" + folder.resolve(path).toAbsolutePath().normalize();
      }
    }
    return value.isBlank() || value.equals("*") ? name : name + "@" + value.strip();
  }

  static Map<String, String> strings(JsonNode object) {
    Map<String, String> members = new LinkedHashMap<>();
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

  private static Map<String, String> overrides(JsonNode root) {
    Map<String, String> rules = new LinkedHashMap<>();
    collect(root.path("overrides"), "", root, rules);
    Map<String, String> asked = new LinkedHashMap<>();
    for (String section : List.of(PEERS, "dependencies", OPTIONAL, "devDependencies")) {
      asked.putAll(strings(root.path(section)));
    }
    asked.forEach((name, value) -> undisputed(name, value, root, rules));
    return rules;
  }

  /** npm's rule: what a project asks for itself it does not override by anything else. */
  private static void undisputed(
      String name, String asked, JsonNode root, Map<String, String> rules) {
    JsonNode said = root.path("overrides").path(name);
    String rule = said.isObject() ? said.path(".").asText("") : said.asText("");
    boolean any = rule.isBlank() || rule.equals("*") || rule.startsWith("$");
    if (!any && rules.containsKey(name) && !rule.strip().equals(asked.strip())) {
      throw new Refusal(
          Diagnostic.user(
              "npm.override",
              "`package.json` asks for `"
                  + name
                  + "@"
                  + asked
                  + "` and overrides it by `"
                  + rule
                  + "`",
              "write the same version in both, or `\"$" + name + "\"` as the override"));
    }
  }

  private static void collect(JsonNode at, String path, JsonNode root, Map<String, String> rules) {
    Iterator<Map.Entry<String, JsonNode>> members = at.fields();
    while (members.hasNext()) {
      Map.Entry<String, JsonNode> member = members.next();
      boolean self = member.getKey().equals(".");
      String below = self ? path : path.isEmpty() ? member.getKey() : path + ">" + member.getKey();
      if (member.getValue().isObject()) {
        collect(member.getValue(), below, root, rules);
      } else if (member.getValue().isTextual()) {
        rules.put(below, referred(member.getValue().asText(), root));
      }
    }
  }

  /** {@code $name} is what the project itself asks of that name. */
  private static String referred(String value, JsonNode root) {
    if (!value.startsWith("$")) {
      return value;
    }
    String name = value.substring(1);
    for (String section :
        List.of("devDependencies", "optionalDependencies", "dependencies", "peerDependencies")) {
      String said = root.path(section).path(name).asText("");
      if (!said.isEmpty()) {
        return said;
      }
    }
    throw new Refusal(
        Diagnostic.user(
            "npm.override",
            "overrides of `package.json` refer to `" + value + "`, which it does not ask for",
            "name a version, or a package among its dependencies"));
  }
}
