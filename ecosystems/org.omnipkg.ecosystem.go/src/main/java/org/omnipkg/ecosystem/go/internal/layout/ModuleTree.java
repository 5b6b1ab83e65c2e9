package org.omnipkg.ecosystem.go.internal.layout;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod;
import org.omnipkg.ecosystem.go.internal.modfile.GoModReader;
import org.omnipkg.ecosystem.go.internal.path.ModulePath;
import org.omnipkg.ecosystem.go.internal.sum.H1;
import org.omnipkg.ecosystem.go.internal.version.Pseudo;
import org.omnipkg.ecosystem.support.Digests;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Layout.Contents;

/** One module zip as a tree: its files, and what the go command keeps beside them in its cache. */
final class ModuleTree {
  /** Folder in the tree with the files of {@code cache/download/…/@v}. */
  static final String DOWNLOAD = ".omnipkg/download";

  /** Names how a tree is made of a zip: another way, another tree. */
  private static final String FORM = "2";

  private static final int KEY_DIGITS = 12;

  private final Node node;
  private final Artifact artifact;
  private final List<Entry> files;
  private final Contents contents;
  private final String path;
  private final String version;

  ModuleTree(Node node, Artifact artifact, List<Entry> files, Contents contents) {
    this.node = node;
    this.artifact = artifact;
    this.files = files;
    this.contents = contents;
    String variant = node.pin().variant();
    int at = variant.indexOf('@');
    this.path = at < 0 ? node.pin().name().name() : variant.substring(0, at);
    this.version = at < 0 ? node.pin().version() : variant.substring(at + 1);
  }

  Bubble bubble() {
    String root = path + "@" + version + "/";
    List<Placement> placements = new ArrayList<>();
    Map<String, String> digests = new HashMap<>();
    Map<String, Entry> byPath = new HashMap<>();
    for (Entry entry : files) {
      if (!entry.path().startsWith(root)) {
        throw refused(
            "metadata.inconsistent",
            "`" + artifact.filename() + "` holds files of another module",
            List.of("found `" + entry.path() + "`", "all should lie below `" + root + "`"));
      }
      String inside = entry.path().substring(root.length());
      digests.put(entry.path(), entry.digest().sha256());
      byPath.put(inside, entry);
      if (!inside.startsWith(".omnipkg/")) {
        placements.add(Placement.of(inside, entry, false));
      }
    }
    String zip = H1.of(digests);
    vouched(zip);
    String goMod =
        Optional.ofNullable(byPath.get("go.mod"))
            .map(entry -> new String(contents.read(entry), StandardCharsets.UTF_8))
            .orElse(GoMod.legacy(path));
    String mod = H1.ofGoMod(goMod.getBytes(StandardCharsets.UTF_8));
    String stem = DOWNLOAD + "/" + ModulePath.escape(version);
    placements.add(Placement.text(stem + ".mod", goMod, false));
    placements.add(Placement.text(stem + ".ziphash", "h1:" + zip, false));
    placements.add(Placement.text(stem + ".info", info(), false));
    ModuleFacts facts =
        new ModuleFacts(
            path,
            version,
            zip,
            mod,
            requires(goMod),
            new Commands(byPath, contents).folders(),
            read(goMod).replaces().stream().map(GoMod.Replace::path).distinct().toList());
    return new Bubble(key(zip), placements, facts.facts());
  }

  /** To the letter as the go command writes it, which else writes it anew. */
  private String info() {
    String time = Pseudo.time(version).map(Instant::toString).orElse("0001-01-01T00:00:00Z");
    return "{\"Version\":\"" + version + "\",\"Time\":\"" + time + "\"}";
  }

  /** The hash of all files holds for go.mod too. */
  private void vouched(String actual) {
    String wanted = artifact.hashes().get("h1");
    if (wanted != null && !wanted.equals(actual)) {
      throw refused(
          "integrity.module-hash",
          "SECURITY: `"
              + artifact.filename()
              + "` is not what the checksum database, or your go.sum, vouches for",
          List.of("vouched for: h1:" + wanted, "received:    h1:" + actual));
    }
  }

  private List<String> requires(String goMod) {
    return read(goMod).requires().stream()
        .map(r -> r.module().path() + " " + r.module().version())
        .distinct()
        .toList();
  }

  private GoMod read(String goMod) {
    try {
      return GoModReader.read(goMod);
    } catch (GoModReader.Malformed e) {
      throw refused(
          "metadata.malformed",
          "the go.mod of `"
              + artifact.filename()
              + "` cannot be read: line "
              + e.line()
              + ": "
              + e.getMessage(),
          List.of());
    }
  }

  /** Names the version, and by the hashes the very files. */
  private String key(String zip) {
    String name = path.replace('/', '-') + "-" + version;
    String all = FORM + " " + zip + " " + artifact.hashes().getOrDefault("sha256", "");
    return name.replaceAll("[^A-Za-z0-9.+_-]", "_")
        + "-"
        + Digests.hex((path + " " + all).getBytes(StandardCharsets.UTF_8)).substring(0, KEY_DIGITS);
  }

  private Refusal refused(String code, String message, List<String> details) {
    return new Refusal(
        Diagnostic.outside(
                code,
                message,
                code.startsWith("integrity.")
                    ? "do not go on: the proxy, or somebody between you and it, has changed it"
                    : "tell whoever publishes `" + node.pin().name().name() + "`")
            .with(details));
  }
}
