package org.omnipkg.ecosystem.node.internal.tree;

import java.util.Optional;
import org.omnipkg.ecosystem.node.internal.semver.Range;
import org.omnipkg.ecosystem.node.internal.semver.Version;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Tie;

/** What is demanded under a name; read once, however often it is held against a version. */
final class Need {
  private final Dependency declared;
  private final String range;
  private final Optional<Range> read;

  private Need(Dependency declared, String range) {
    this.declared = declared;
    this.range = range.strip();
    this.read = Range.of(this.range);
  }

  static Need of(Dependency declared) {
    return new Need(declared, declared.range());
  }

  /** The same demand for another range. */
  Need withRange(String other) {
    return new Need(declared, other);
  }

  /** As npm takes a peer with {@code legacy-peer-deps}: whatever lies there, if anything does. */
  Need wished() {
    return new Need(
        new Dependency(
            declared.target(),
            "*",
            declared.features(),
            declared.alias(),
            Tie.OPTIONAL_PEER,
            declared.role(),
            declared.when(),
            Optional.empty(),
            declared.text()),
        "*");
  }

  Dependency declared() {
    return declared;
  }

  /** The name it is installed under. */
  String name() {
    return declared.alias().isEmpty() ? declared.target().name() : declared.alias();
  }

  String range() {
    return range;
  }

  Tie tie() {
    return declared.tie();
  }

  boolean peer() {
    return tie() == Tie.PEER || tie() == Tie.OPTIONAL_PEER;
  }

  boolean optional() {
    return tie() == Tie.OPTIONAL || tie() == Tie.OPTIONAL_PEER;
  }

  /**
   * Whether what lies there will do. As npm has it, a name under which another package lies counts
   * by its version, and any release will do where a tag is named.
   */
  boolean admits(Pack pack) {
    if (declared.direct().isPresent()) {
      String asked = declared.direct().get().toString();
      return pack.artifact().location().toString().equals(asked)
          || pack.artifact().facts().getOrDefault(Tarballs.ASKED, "").equals(asked);
    }
    if (range.isEmpty() || range.equals("*") || read.isEmpty()) {
      return true;
    }
    Version version = pack.version();
    return version != null && read.get().admits(version);
  }

  /** Key of what it would be answered with. */
  String key() {
    return declared.direct().isPresent()
        ? declared.direct().get().toString()
        : declared.target().name() + "@" + range;
  }
}
