package @PACKAGE@;

import org.omnipkg.model.Answer;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Release;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Versions;

/** What the registry says. Blocking and stateless; the {@link Desk} is the only way out. */
final class @NAME@Index implements PackageIndex {
  private final Grammar grammar;
  private final Versions versions;

  @NAME@Index(Grammar grammar, Versions versions) {
    this.grammar = grammar;
    this.versions = versions;
  }

  @Override
  public Listing releases(PackageName name, Desk desk) {
    throw new Missing(
        "@NAME@Index.releases",
        "ask the places of desk.sources(\"@ID@\") one after the other by desk.fetch; the first"
            + " that knows the name answers alone, with its releases in ascending order");
  }

  @Override
  public Answer<Manifest> manifest(Release release, Desk desk) {
    throw new Missing(
        "@NAME@Index.manifest", "say what a release needs, its plain needs under the feature \"\"");
  }
}
