package org.omnipkg.tck.toy;

import java.util.BitSet;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;

/** Whole numbers; {@code 4~} comes before 4. */
public final class ToyVersions implements Versions {
  @Override
  public int compare(String one, String other) {
    return Integer.compare(rank(one), rank(other));
  }

  private static int rank(String version) {
    boolean rehearsal = version.endsWith("~");
    return 2 * Integer.parseInt(version.replace("~", "")) - (rehearsal ? 1 : 0);
  }

  @Override
  public Choice select(String range, Listing of) {
    boolean exact = range.startsWith("=") && !range.contains(",");
    BitSet admitted = new BitSet();
    BitSet lastResort = new BitSet();
    for (int i = 0; i < of.releases().size(); i++) {
      Release release = of.releases().get(i);
      if (!holds(range, release.pin().version()) || release.withdrawn().isPresent() && !exact) {
        continue;
      }
      boolean asked = !release.prerelease() || range.contains("~");
      (asked ? admitted : lastResort).set(i);
    }
    return new Choice(admitted, lastResort, exact);
  }

  private boolean holds(String range, String version) {
    for (String clause : range.isEmpty() ? new String[0] : range.split(",")) {
      int order = compare(version, clause.replaceFirst("^[=<>]+", ""));
      boolean holds =
          clause.startsWith(">=") ? order >= 0 : clause.startsWith("<") ? order < 0 : order == 0;
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int prefer(BitSet among, Listing of, Target on) {
    int best = -1;
    for (int i = among.nextSetBit(0); i >= 0; i = among.nextSetBit(i + 1)) {
      Release release = of.releases().get(i);
      if (release.usable().holds(on)
          && (best < 0 || !release.prerelease() || of.releases().get(best).prerelease())) {
        best = i;
      }
    }
    return best;
  }
}
