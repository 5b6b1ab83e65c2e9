package org.omnipkg.tck.sabotage;

import static java.util.Map.entry;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;
import org.omnipkg.spi.Versions.Choice;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.SabotageContract;
import org.omnipkg.tck.VersionsContract;
import org.omnipkg.tck.toy.ToyVersionsTest;

class VersionsSabotageTest extends SabotageContract {
  private interface Selecting {
    Choice spoil(Choice sound, String range, Listing of);
  }

  private interface Preferring {
    int spoil(int sound, BitSet among, Listing of, Target on);
  }

  private static final Map<String, UnaryOperator<Versions>> FLAWS =
      Map.ofEntries(
          entry(
              "versions_have_one_order",
              versions ->
                  new OtherVersions(versions) {
                    @Override
                    public int compare(String one, String other) {
                      return one.equals(other) ? 0 : Math.min(0, sound.compare(one, other));
                    }
                  }),
          entry(
              "no_range_admits_every_final_release",
              selecting((c, range, of) -> range.isEmpty() ? without(c, 0) : c)),
          entry(
              "prereleases_are_a_last_resort",
              selecting(
                  (c, range, of) ->
                      range.isEmpty() ? new Choice(c.admitted(), new BitSet(), c.exact()) : c)),
          entry(
              "a_prerelease_named_is_admitted",
              selecting((c, range, of) -> range.contains("~") ? nothing(c) : c)),
          entry(
              "an_exact_range_admits_one_release",
              selecting((c, range, of) -> new Choice(c.admitted(), c.lastResort(), false))),
          entry(
              "a_lower_bound_admits_itself_and_what_is_above",
              selecting((c, range, of) -> range.equals(">=2") ? without(c, 1) : c)),
          entry(
              "a_withdrawn_release_is_taken_only_when_pinned",
              selecting(
                  (c, range, of) -> {
                    int last = of.releases().size() - 1;
                    boolean gone = last >= 0 && of.releases().get(last).withdrawn().isPresent();
                    return gone ? with(c, last) : c;
                  })),
          entry(
              "a_choice_belongs_to_the_one_who_asked",
              versions -> {
                Map<String, Choice> remembered = new HashMap<>();
                return selecting((c, range, of) -> remembered.computeIfAbsent(range + of, key -> c))
                    .apply(versions);
              }),
          entry(
              "nothing_is_both_taken_gladly_and_a_last_resort",
              selecting(
                  (c, range, of) ->
                      new Choice(
                          c.admitted(),
                          range.equals(">=1") ? c.admitted() : c.lastResort(),
                          c.exact()))),
          entry(
              "of_an_empty_listing_nothing_is_taken",
              selecting((c, range, of) -> of.releases().isEmpty() ? with(c, 0) : c)),
          entry(
              "the_newest_final_release_is_preferred",
              preferring(
                  (best, among, of, on) ->
                      of.releases().stream().allMatch(r -> r.usable() == Condition.ALWAYS)
                          ? among.nextSetBit(0)
                          : best)),
          entry(
              "what_does_not_run_on_the_target_is_not_preferred",
              preferring(
                  (best, among, of, on) -> {
                    int last = among.length() - 1;
                    return last >= 0 && !of.releases().get(last).usable().holds(on) ? last : best;
                  })),
          entry(
              "one_of_those_asked_about_is_preferred",
              preferring(
                  (best, among, of, on) ->
                      among.cardinality() == 1 ? of.releases().size() - 1 : best)),
          entry(
              "of_nothing_nothing_is_preferred",
              preferring((best, among, of, on) -> Math.max(0, best))));

  private static UnaryOperator<Versions> selecting(Selecting change) {
    return versions ->
        new OtherVersions(versions) {
          @Override
          public Choice select(String range, Listing of) {
            return change.spoil(sound.select(range, of), range, of);
          }
        };
  }

  private static UnaryOperator<Versions> preferring(Preferring change) {
    return versions ->
        new OtherVersions(versions) {
          @Override
          public int prefer(BitSet among, Listing of, Target on) {
            return change.spoil(sound.prefer(among, of, on), among, of, on);
          }
        };
  }

  private static Choice without(Choice choice, int bit) {
    BitSet admitted = (BitSet) choice.admitted().clone();
    admitted.clear(bit);
    return new Choice(admitted, choice.lastResort(), choice.exact());
  }

  private static Choice with(Choice choice, int bit) {
    BitSet admitted = (BitSet) choice.admitted().clone();
    admitted.set(bit);
    return new Choice(admitted, choice.lastResort(), choice.exact());
  }

  private static Choice nothing(Choice choice) {
    return new Choice(new BitSet(), choice.lastResort(), choice.exact());
  }

  @Override
  protected Class<?> contract() {
    return VersionsContract.class;
  }

  @Override
  protected Class<?> specimen() {
    return Specimen.class;
  }

  @Override
  protected Set<String> flaws() {
    return FLAWS.keySet();
  }

  @ExtendWith(Flaw.Given.class)
  static final class Specimen extends ToyVersionsTest {
    private final Versions versions;

    Specimen(Flaw flaw) {
      versions = flaw.in(super.versions(), FLAWS);
    }

    @Override
    protected Versions versions() {
      return versions;
    }
  }
}
