package org.omnipkg.tck.toy;

import java.util.List;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.NameSearch;
import org.omnipkg.spi.PackageIndex;

/** The toy of that very name, or none. */
public final class ToyNames implements NameSearch {
  private final Grammar grammar = new ToyGrammar();
  private final PackageIndex index = new ToyIndex(grammar);

  @Override
  public List<Candidate> search(String word, Desk desk) {
    PackageName name;
    try {
      name = grammar.parse(word).target();
    } catch (Refusal noName) {
      return List.of();
    }
    Listing listing = index.releases(name, desk);
    int number = listing.releases().size();
    return number == 0
        ? List.of()
        : List.of(new Candidate(name, word, true, Math.min(100, number), number + " releases"));
  }
}
