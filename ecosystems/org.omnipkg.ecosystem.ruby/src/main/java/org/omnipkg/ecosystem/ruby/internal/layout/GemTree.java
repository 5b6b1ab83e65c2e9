package org.omnipkg.ecosystem.ruby.internal.layout;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.omnipkg.ecosystem.ruby.internal.spec.RubyText;
import org.omnipkg.ecosystem.support.Digests;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Placement;

/** Turns a checked gem into a tree in the shape of a gem home with nothing else in it. */
final class GemTree {
  private final Gem gem;

  GemTree(Gem gem) {
    this.gem = gem;
  }

  Bubble bubble(Artifact artifact) {
    String full = gem.spec.fullName();
    List<Placement> placements = new ArrayList<>();
    boolean plugin = false;
    for (var file : gem.files.entrySet()) {
      Entry entry = file.getValue();
      boolean command = file.getKey().startsWith(gem.spec.bindir() + "/");
      placements.add(
          Placement.of("gems/" + full + "/" + file.getKey(), entry, command || entry.executable()));
      plugin |= file.getKey().equals(GemFacts.PLUGIN);
    }
    placements.add(
        Placement.text("specifications/" + full + ".gemspec", RubyText.of(gem.spec), false));
    return new Bubble(key(artifact), placements, GemFacts.of(gem.spec, plugin).toMap());
  }

  private String key(Artifact artifact) {
    String digest =
        Optional.ofNullable(artifact.hashes().get("sha256")).orElseGet(this::contentDigest);
    String name = gem.spec.fullName().replaceFirst("^_", "g_");
    return name + "-" + digest.substring(0, 12);
  }

  private String contentDigest() {
    MessageDigest digest = Digests.sha256();
    new TreeMap<>(gem.files)
        .values()
        .forEach(e -> digest.update(e.toString().getBytes(StandardCharsets.UTF_8)));
    digest.update(RubyText.of(gem.spec).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }
}
