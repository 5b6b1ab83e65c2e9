package org.omnipkg.spi;

import java.util.BitSet;
import java.util.Comparator;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Target;
import org.osgi.annotation.versioning.ConsumerType;

/** How the language orders versions and reads ranges. Pure. */
@ConsumerType
public interface Versions extends Comparator<String> {
  /** The releases a range admits, as bits over {@code of.releases()}. */
  Choice select(String range, Listing of);

  /** The release to try first among some; -1 when the set is empty. */
  int prefer(BitSet among, Listing of, Target on);

  /**
   * A range, read against a listing.
   *
   * @param admitted releases the range takes gladly
   * @param lastResort releases it takes when nothing in {@code admitted} does (pre-releases)
   * @param exact whether the range names one version
   */
  record Choice(BitSet admitted, BitSet lastResort, boolean exact) {}
}
