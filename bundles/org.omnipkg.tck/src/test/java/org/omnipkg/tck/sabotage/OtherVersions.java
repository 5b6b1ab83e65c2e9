package org.omnipkg.tck.sabotage;

import java.util.BitSet;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;

/** Versions that do what others do, until a method is overridden. */
class OtherVersions implements Versions {
  final Versions sound;

  OtherVersions(Versions sound) {
    this.sound = sound;
  }

  @Override
  public int compare(String one, String other) {
    return sound.compare(one, other);
  }

  @Override
  public Choice select(String range, Listing of) {
    return sound.select(range, of);
  }

  @Override
  public int prefer(BitSet among, Listing of, Target on) {
    return sound.prefer(among, of, on);
  }
}
