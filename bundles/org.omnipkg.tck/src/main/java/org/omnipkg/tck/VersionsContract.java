package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;

/** What every {@link Versions} promises. Extend it and hand over specimens. */
public abstract class VersionsContract {
  protected abstract Versions versions();

  protected abstract PackageName name();

  /** Final versions, strictly ascending, at least three. */
  protected abstract List<String> ascending();

  /** A pre-release above the first and below the last of {@link #ascending()}. */
  protected abstract String prerelease();

  /** The range that takes this version only. */
  protected abstract String exactly(String version);

  /** The range that takes this version and all above. */
  protected abstract String atLeast(String version);

  /** A target on which everything runs. */
  protected abstract Target anywhere();

  /** A listing of the ascending versions with the pre-release in its place. */
  protected final Listing listing(boolean withdrawLast) {
    List<String> all =
        IntStream.rangeClosed(0, ascending().size())
            .mapToObj(i -> i < ascending().size() ? ascending().get(i) : prerelease())
            .sorted(versions())
            .toList();
    List<Release> releases =
        all.stream()
            .map(
                v ->
                    new Release(
                        new Pin(name(), v),
                        Optional.empty(),
                        withdrawLast && v.equals(last()) ? Optional.of("broken") : Optional.empty(),
                        v.equals(prerelease()),
                        Condition.ALWAYS,
                        "",
                        List.of()))
            .toList();
    return new Listing(name(), releases, Map.of(), Map.of(), "default");
  }

  private String last() {
    return ascending().get(ascending().size() - 1);
  }

  private static int place(Listing listing, String version) {
    return IntStream.range(0, listing.releases().size())
        .filter(i -> listing.releases().get(i).pin().version().equals(version))
        .findFirst()
        .orElseThrow();
  }

  @Test
  public void versions_have_one_order() {
    for (int i = 0; i < ascending().size(); i++) {
      for (int j = 0; j < ascending().size(); j++) {
        int order = versions().compare(ascending().get(i), ascending().get(j));
        assertEquals(Integer.signum(Integer.compare(i, j)), Integer.signum(order));
      }
    }
  }

  @Test
  public void no_range_admits_every_final_release() {
    Listing listing = listing(false);
    BitSet admitted = versions().select("", listing).admitted();
    ascending().forEach(v -> assertTrue(admitted.get(place(listing, v)), v));
  }

  @Test
  public void prereleases_are_a_last_resort() {
    Listing listing = listing(false);
    Versions.Choice choice = versions().select("", listing);
    assertFalse(choice.admitted().get(place(listing, prerelease())));
    assertTrue(choice.lastResort().get(place(listing, prerelease())));
  }

  @Test
  public void a_prerelease_named_is_admitted() {
    Listing listing = listing(false);
    Versions.Choice choice = versions().select(exactly(prerelease()), listing);
    assertTrue(choice.admitted().get(place(listing, prerelease())));
    assertEquals(1, choice.admitted().cardinality());
  }

  @Test
  public void an_exact_range_admits_one_release() {
    Listing listing = listing(false);
    for (String version : ascending()) {
      Versions.Choice choice = versions().select(exactly(version), listing);
      assertTrue(choice.exact(), version);
      assertEquals(1, choice.admitted().cardinality(), version);
      assertTrue(choice.admitted().get(place(listing, version)), version);
    }
  }

  @Test
  public void a_lower_bound_admits_itself_and_what_is_above() {
    Listing listing = listing(false);
    Versions.Choice choice = versions().select(atLeast(ascending().get(1)), listing);
    assertFalse(choice.exact());
    assertFalse(choice.admitted().get(place(listing, ascending().get(0))));
    assertTrue(choice.admitted().get(place(listing, ascending().get(1))));
    assertTrue(choice.admitted().get(place(listing, last())));
  }

  @Test
  public void a_withdrawn_release_is_taken_only_when_pinned() {
    Listing listing = listing(true);
    int place = place(listing, last());
    Versions.Choice any = versions().select("", listing);
    assertFalse(any.admitted().get(place) || any.lastResort().get(place));
    assertTrue(versions().select(exactly(last()), listing).admitted().get(place));
  }

  @Test
  public void a_choice_belongs_to_the_one_who_asked() {
    Listing listing = listing(false);
    versions().select("", listing).admitted().clear();
    assertEquals(ascending().size(), versions().select("", listing).admitted().cardinality());
  }

  @Test
  public void the_newest_final_release_is_preferred() {
    Listing listing = listing(false);
    BitSet all = new BitSet();
    all.set(0, listing.releases().size());
    assertEquals(place(listing, last()), versions().prefer(all, listing, anywhere()));
  }

  @Test
  public void of_nothing_nothing_is_preferred() {
    assertEquals(-1, versions().prefer(new BitSet(), listing(false), anywhere()));
  }
}
