package org.omnipkg.ecosystem.node.internal.project;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.omnipkg.ecosystem.node.internal.index.NpmRegistry;
import org.omnipkg.ecosystem.node.internal.version.NodeVersions;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.ecosystem.node.internal.words.Spec;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Versions;

/**
 * Optional packages of a project that are made for other platforms than this one: npm leaves them
 * out without a word.
 */
final class OtherPlatforms {
  /** With whatever C library: what is for the other one is seen later. */
  private static final List<Target> HERE =
      Stream.of("", "glibc", "musl")
          .map(libc -> new Target(new Platform(os(), arch(), libc, ""), List.of()))
          .toList();

  private final Desk desk;

  OtherPlatforms(Desk desk) {
    this.desk = desk;
  }

  private static String os() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "macos" : name.startsWith("windows") ? "windows" : "linux";
  }

  private static String arch() {
    String arch = System.getProperty("os.arch", "");
    return arch.equals("amd64") ? "x86_64" : arch;
  }

  /** Whether no release that is wanted can be used here; what is not known is left to be seen. */
  boolean isOnlyFor(String name, String value) {
    Spec spec = Spec.of(value);
    if (!Names.valid(name) || spec.kind() != Spec.Kind.RANGE && spec.kind() != Spec.Kind.TAG) {
      return false;
    }
    Listing listing;
    try {
      listing = new NpmRegistry().releases(Names.of(name), desk);
    } catch (Refusal unknown) {
      return false;
    }
    Versions.Choice choice = new NodeVersions().select(spec.text(), listing);
    BitSet wanted = (BitSet) choice.admitted().clone();
    wanted.or(choice.lastResort());
    boolean only =
        !wanted.isEmpty()
            && wanted.stream()
                .mapToObj(i -> listing.releases().get(i).usable())
                .noneMatch(usable -> HERE.stream().anyMatch(usable::holds));
    if (only) {
      desk.progress().note("`" + name + "` is for other platforms and is left out");
    }
    return only;
  }
}
