package @PACKAGE@;

import java.util.BitSet;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;

/** How versions are ordered and ranges read. Pure. */
final class @NAME@Versions implements Versions {
  @Override
  public int compare(String one, String other) {
    throw new Missing("@NAME@Versions.compare", "say which of two versions is the older one");
  }

  @Override
  public Choice select(String range, Listing of) {
    throw new Missing(
        "@NAME@Versions.select",
        "say which releases of a listing a range takes: bit i stands for releases.get(i)");
  }

  @Override
  public int prefer(BitSet among, Listing of, Target on) {
    throw new Missing(
        "@NAME@Versions.prefer",
        "say which of these releases to try first, usually the newest that runs on the target;"
            + " -1 when there is none");
  }
}
