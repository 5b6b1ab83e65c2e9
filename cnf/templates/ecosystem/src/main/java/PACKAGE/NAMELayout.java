package @PACKAGE@;

import java.util.List;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Packing;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;

/** Says where files lie; the house unpacks, stores and links. Pure. */
final class @NAME@Layout implements Layout {
  @Override
  public String shelf() {
    return "@ID@";
  }

  @Override
  public Optional<Artifact> choose(Release release, Target on) {
    throw new Missing(
        "@NAME@Layout.choose",
        "say which file of a release to use on a target, whatever order they come in; empty when"
            + " none fits");
  }

  /** A plain zip unless it is another kind of archive. */
  @Override
  public Packing packing(Artifact artifact) {
    return Packing.WHEEL;
  }

  @Override
  public Bubble place(
      Node node, Artifact artifact, List<Entry> files, Contents contents, Target on) {
    throw new Missing(
        "@NAME@Layout.place",
        "say where each file of an unpacked package lies in its tree, under a key that names the"
            + " artifact's digest; refuse a package that says it is another one");
  }

  @Override
  public List<Step> prefix(Prefix prefix) {
    throw new Missing(
        "@NAME@Layout.prefix",
        "say which files and links below prefix.root() make an environment of the stored trees:"
            + " commands in bin, among them `@ID@`, which starts prefix.runtime()");
  }
}
