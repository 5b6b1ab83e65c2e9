package org.omnipkg.ecosystem.node.internal.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.omnipkg.ecosystem.node.internal.semver.Version;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.ecosystem.node.internal.words.Repository;
import org.omnipkg.ecosystem.support.Digests;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Layout;

/** One package as an intact tree: its files as they are, and what its manifest says. */
final class PackageTree {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_MANIFEST = 1 << 24;
  private static final int FIRST_LINE = 256;

  private final Node node;
  private final Artifact artifact;
  private final Map<String, Entry> files = new TreeMap<>();
  private final Layout.Contents contents;
  private final JsonNode manifest;

  PackageTree(Node node, Artifact artifact, List<Entry> entries, Layout.Contents contents) {
    this.node = node;
    this.artifact = artifact;
    this.contents = contents;
    entries.forEach(entry -> files.put(entry.path(), entry));
    Entry file = files.get("package.json");
    if (file == null || file.digest().size() > LONGEST_MANIFEST) {
      throw refuse("npm.manifest", "has no `package.json`", "");
    }
    this.manifest = manifest(contents.read(file));
    identity();
  }

  private JsonNode manifest(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      JsonNode read = JSON.readTree(text.startsWith("\ufeff") ? text.substring(1) : text);
      if (read != null && read.isObject()) {
        return read;
      }
    } catch (IOException e) {
      throw refuse("npm.manifest", "has a `package.json` that nobody can read", "");
    }
    throw refuse("npm.manifest", "has a `package.json` that is no object", "");
  }

  private void identity() {
    String name = manifest.path("name").asText("").strip();
    String version = manifest.path("version").asText("").strip();
    if (!name.equals(node.pin().name().name())) {
      throw refuse("npm.identity", "calls itself `" + name + "`", "");
    }
    Optional<Version> said = Version.of(version);
    if (said.isEmpty() || !said.equals(Version.of(node.pin().version()))) {
      throw refuse("npm.identity", "says its version is `" + version + "`", "");
    }
  }

  private Refusal refuse(String code, String what, String hint) {
    return new Refusal(
        Diagnostic.outside(
            code,
            "the package `"
                + node.pin().name().name()
                + "@"
                + node.pin().version()
                + "` (`"
                + artifact.filename()
                + "`) "
                + what,
            hint.isEmpty()
                ? "do not use it before you know why; another release may be sound"
                : hint));
  }

  Bubble bubble() {
    Map<String, String> commands =
        new Commands(manifest, files.keySet(), (what) -> refuse("npm.bin", what, "")).all();
    Set<String> programs = new LinkedHashSet<>(commands.values());
    List<Placement> placements = new ArrayList<>();
    files.forEach(
        (path, entry) ->
            placements.add(
                Placement.of(path, entry, entry.executable() || programs.contains(path))));
    Map<String, String> scripts = scripts();
    TreeFacts facts =
        new TreeFacts(
            node.pin().name().name(),
            commands,
            shebangs(commands),
            scripts,
            tools(scripts),
            peers(),
            UndeclaredImports.of(manifest, files, contents),
            Hoisting.reason(node.pin().name().name()));
    return new Bubble(key(), placements, facts.toMap());
  }

  private Map<String, String> shebangs(Map<String, String> commands) {
    Map<String, String> shebangs = new TreeMap<>();
    commands.forEach(
        (command, path) -> {
          Entry file = files.get(path);
          String how = file == null ? "" : Shebang.of(path, contents.read(file, 0, FIRST_LINE));
          if (!how.isEmpty()) {
            shebangs.put(command, how);
          }
        });
    return shebangs;
  }

  /** One line each, since facts are lines. */
  private Map<String, String> scripts() {
    Map<String, String> scripts = new LinkedHashMap<>();
    Lifecycle.scripts(manifest, files.containsKey(Lifecycle.ADDON), source())
        .forEach((event, script) -> scripts.put(event, script.replaceAll("\\s+", " ")));
    return scripts;
  }

  private boolean source() {
    return Repository.at(artifact.location()).isPresent();
  }

  /** What its authors work with, where it has to be made ready as they do it. */
  private Map<String, String> tools(Map<String, String> scripts) {
    Map<String, String> tools = new TreeMap<>();
    if (scripts.containsKey(Lifecycle.PREPARE)) {
      manifest
          .path("devDependencies")
          .fields()
          .forEachRemaining(
              one -> {
                if (Names.valid(one.getKey()) && one.getValue().isTextual()) {
                  tools.put(one.getKey(), one.getValue().asText());
                }
              });
    }
    return tools;
  }

  private List<String> peers() {
    List<String> names = new ArrayList<>();
    manifest
        .path("peerDependenciesMeta")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (Names.valid(name) && !manifest.path("peerDependencies").has(name)) {
                names.add(name);
              }
            });
    names.sort(null);
    return names;
  }

  private String key() {
    Map<String, String> hashes = artifact.hashes();
    String digest =
        Optional.ofNullable(hashes.get("sha512"))
            .or(() -> Optional.ofNullable(hashes.get("sha256")))
            .or(() -> Optional.ofNullable(hashes.get("sha1")))
            .orElseGet(this::contentDigest);
    return key(node) + "-" + digest.substring(0, 12);
  }

  /** The readable part of a key. */
  static String key(Node node) {
    return Names.flat(node.pin().name().name()).replaceFirst("^[^A-Za-z0-9]", "x")
        + "-"
        + node.pin().version().replaceAll("[^A-Za-z0-9.+_!-]", "_");
  }

  private String contentDigest() {
    MessageDigest digest = Digests.sha256();
    files
        .values()
        .forEach(entry -> digest.update(entry.toString().getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }
}
