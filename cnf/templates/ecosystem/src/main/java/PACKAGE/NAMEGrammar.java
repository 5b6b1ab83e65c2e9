package @PACKAGE@;

import java.util.Set;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.spi.Grammar;

/** How requirements and names are spelled. Pure: reads words, asks nobody. */
final class @NAME@Grammar implements Grammar {
  @Override
  public Dependency parse(String words) {
    throw new Missing(
        "@NAME@Grammar.parse",
        "read one requirement, a name alone or with a range; refuse all else with the code"
            + " `requirement.malformed`, the words in backticks");
  }

  @Override
  public PackageName name(String spelled) {
    throw new Missing(
        "@NAME@Grammar.name",
        "give the one spelling by which the registry knows a name, however people spell it");
  }

  @Override
  public String purl(Pin pin) {
    throw new Missing(
        "@NAME@Grammar.purl", "give the package URL of one version: pkg:TYPE/NAME@VERSION");
  }

  @Override
  public String exact(Pin pin, Set<String> features) {
    throw new Missing(
        "@NAME@Grammar.exact", "give the words that `parse` reads as this version and no other");
  }
}
