package org.omnipkg.ecosystem.ruby.internal.layout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.ruby.internal.platform.GemPlatform;
import org.omnipkg.ecosystem.ruby.internal.spec.GemFile;
import org.omnipkg.ecosystem.ruby.internal.spec.GemSpec;
import org.omnipkg.ecosystem.ruby.internal.spec.Inflation;
import org.omnipkg.ecosystem.ruby.internal.spec.YamlSpec;
import org.omnipkg.ecosystem.ruby.internal.text.Names;
import org.omnipkg.ecosystem.ruby.internal.version.GemVersion;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Layout;

/** An unpacked gem whose inside was held against its name and against itself. */
final class Gem {
  static final String DATA = "data.tar.gz";

  private static final String CHECKSUMS = "checksums.yaml.gz";
  private static final int FEW = 1 << 16;
  private static final Pattern CHECKSUM =
      Pattern.compile("SHA256:\\s(?:.*\\n)*?\\s+metadata\\.gz:\\s*['\"]?([0-9a-f]{64})");

  final String filename;
  final GemSpec spec;

  /** Path in the gem to its file. */
  final Map<String, Entry> files = new LinkedHashMap<>();

  private Gem(String filename, GemSpec spec) {
    this.filename = filename;
    this.spec = spec;
  }

  static Gem open(Node node, Artifact artifact, List<Entry> entries, Layout.Contents contents) {
    String filename = artifact.filename();
    Entry metadata = null;
    Entry checksums = null;
    for (Entry entry : entries) {
      metadata = entry.path().equals(GemFile.METADATA) ? entry : metadata;
      checksums = entry.path().equals(CHECKSUMS) ? entry : checksums;
    }
    if (metadata == null) {
      throw refuse(filename, "gem.format", "has no `" + GemFile.METADATA + "`");
    }
    try {
      byte[] packed = small(filename, metadata, contents);
      if (checksums != null) {
        check(filename, metadata, small(filename, checksums, contents));
      }
      Gem gem = new Gem(filename, YamlSpec.read(Inflation.gunzip(packed, GemFile.LONGEST)));
      for (Entry entry : entries) {
        if (entry.path().startsWith(DATA + "/")) {
          gem.files.put(entry.path().substring(DATA.length() + 1), entry);
        }
      }
      gem.identify(node);
      gem.inspect();
      return gem;
    } catch (IOException e) {
      throw refuse(filename, "gem.format", "cannot be read: " + e.getMessage());
    }
  }

  private static byte[] small(String filename, Entry entry, Layout.Contents contents) {
    if (entry.digest().size() > GemFile.LONGEST) {
      throw refuse(filename, "gem.format", "has a `" + entry.path() + "` that is too long");
    }
    return contents.read(entry);
  }

  private static void check(String filename, Entry metadata, byte[] packed) throws IOException {
    String stated = new String(Inflation.gunzip(packed, FEW), StandardCharsets.UTF_8);
    Matcher sum = CHECKSUM.matcher(stated);
    if (sum.find() && !sum.group(1).equals(metadata.digest().sha256())) {
      throw refuse(
          filename, "gem.checksum", "states another SHA-256 for its `" + metadata.path() + "`");
    }
  }

  private void identify(Node node) {
    String name = node.pin().name().name();
    boolean same =
        spec.name().equals(name)
            && Names.valid(name)
            && spec.version().equals(node.pin().version())
            && GemVersion.valid(spec.version())
            && spec.platform().equals(node.pin().variant())
            && (spec.platform().isEmpty() || GemPlatform.valid(spec.platform()))
            && filename.equals(spec.fullName() + ".gem");
    if (!same) {
      throw refuse(
          filename,
          "gem.identity",
          "says inside that it is `" + spec.fullName() + "`, not `" + expected(node) + "`");
    }
  }

  private static String expected(Node node) {
    return GemSpec.fullName(node.pin().name().name(), node.pin().version(), node.pin().variant());
  }

  private void inspect() {
    for (String command : spec.executables()) {
      if (!Names.validCommand(command)) {
        throw refuse(filename, "gem.command", "brings a command named `" + command + "`");
      }
    }
    inside(spec.bindir());
    spec.requirePaths().forEach(this::inside);
    spec.extensions().forEach(this::inside);
  }

  /** A path of the specification must stay in the gem. */
  private void inside(String path) {
    boolean sound =
        !path.startsWith("/")
            && path.indexOf('\\') < 0
            && path.chars().noneMatch(c -> c < ' ')
            && !List.of(path.split("/", -1)).contains("..");
    if (!sound) {
      throw refuse(filename, "gem.path", "names `" + path + "`, which leads out of it");
    }
  }

  static Refusal refuse(String filename, String code, String what) {
    return new Refusal(Diagnostic.outside(code, "`" + filename + "` " + what, ""));
  }
}
