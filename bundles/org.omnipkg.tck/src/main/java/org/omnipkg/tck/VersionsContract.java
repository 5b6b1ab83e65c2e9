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
@Contract("Versions: order and ranges")
public abstract class VersionsContract {
  /** What a language may do without. */
  public enum Behaviour {
    /** Some releases are rehearsals, taken only when asked for. */
    PRERELEASES,
    /** A release can be taken back without vanishing. */
    WITHDRAWALS
  }

  protected abstract Versions versions();

  protected abstract PackageName name();

  /** Final versions, strictly ascending, at least three. */
  protected abstract List<String> ascending();

  /** A pre-release above the first and below the last but one of {@link #ascending()}. */
  protected abstract String prerelease();

  /** The range that takes this version only. */
  protected abstract String exactly(String version);

  /** The range that takes this version and all above. */
  protected abstract String atLeast(String version);

  /** A target on which everything runs. */
  protected abstract Target anywhere();

  /** Whether the language has this; everything by default. Without it such releases are plain. */
  protected boolean has(Behaviour behaviour) {
    return true;
  }

  /** A listing of the ascending versions with the pre-release in its place. */
  private Listing listing(boolean withdrawLast) {
    return listing(withdrawLast, Condition.ALWAYS);
  }

  private Listing listing(boolean withdrawLast, Condition lastUsable) {
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
                        v.equals(last()) ? lastUsable : Condition.ALWAYS,
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
    if (!has(Behaviour.PRERELEASES)) {
      assertTrue(choice.admitted().get(place(listing, prerelease())));
      return;
    }
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
    if (!has(Behaviour.WITHDRAWALS)) {
      assertTrue(any.admitted().get(place));
      return;
    }
    assertFalse(any.admitted().get(place) || any.lastResort().get(place));
    assertTrue(versions().select(exactly(last()), listing).admitted().get(place));
  }

  @Test
  public void a_choice_belongs_to_the_one_who_asked() {
    Listing listing = listing(false);
    BitSet first = versions().select("", listing).admitted();
    BitSet kept = (BitSet) first.clone();
    first.clear();
    assertEquals(kept, versions().select("", listing).admitted());
  }

  @Test
  public void nothing_is_both_taken_gladly_and_a_last_resort() {
    Listing listing = listing(true);
    for (String range : List.of("", atLeast(ascending().get(0)), exactly(last()))) {
      Versions.Choice choice = versions().select(range, listing);
      assertFalse(choice.admitted().intersects(choice.lastResort()), range);
    }
  }

  @Test
  public void of_an_empty_listing_nothing_is_taken() {
    Versions.Choice choice = versions().select(atLeast(last()), Listing.empty(name()));
    assertTrue(choice.admitted().isEmpty() && choice.lastResort().isEmpty());
  }

  @Test
  public void the_newest_final_release_is_preferred() {
    Listing listing = listing(false);
    assertEquals(place(listing, last()), versions().prefer(all(listing), listing, anywhere()));
  }

  @Test
  public void what_does_not_run_on_the_target_is_not_preferred() {
    Listing listing = listing(false, target -> false);
    int preferred = versions().prefer(all(listing), listing, anywhere());
    assertEquals(place(listing, ascending().get(ascending().size() - 2)), preferred);
  }

  @Test
  public void one_of_those_asked_about_is_preferred() {
    Listing listing = listing(false);
    BitSet first = new BitSet();
    first.set(place(listing, ascending().get(0)));
    assertEquals(place(listing, ascending().get(0)), versions().prefer(first, listing, anywhere()));
  }

  @Test
  public void of_nothing_nothing_is_preferred() {
    assertEquals(-1, versions().prefer(new BitSet(), listing(false), anywhere()));
  }

  private static BitSet all(Listing listing) {
    BitSet all = new BitSet();
    all.set(0, listing.releases().size());
    return all;
  }
}
