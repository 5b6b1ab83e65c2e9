package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Versions;

/** What every {@link PackageIndex} promises. Extend it and hand over a small registry. */
@Contract("PackageIndex: facts from registries")
public abstract class PackageIndexContract {
  /** What a registry may do without; its releases are then plain. */
  public enum Behaviour {
    /** Some releases are rehearsals. */
    PRERELEASES,
    /** A release can be taken back without vanishing. */
    WITHDRAWALS
  }

  protected abstract PackageIndex index();

  protected abstract Versions versions();

  /**
   * A desk whose registry has {@link #known()} in at least two versions, {@link #prerelease()} and
   * {@link #withdrawn()} among them, and nothing else.
   */
  protected abstract Desk desk();

  /** A desk whose registry refuses everything with the code {@code fetch.server-error}. */
  protected abstract Desk brokenDesk();

  /** A desk with two indexes: the first as in {@link #desk()}, the other with its own version. */
  protected abstract Desk twoIndexes();

  /** A desk with two indexes, the first of them broken, the other as in {@link #desk()}. */
  protected abstract Desk brokenFirst();

  protected abstract PackageName known();

  protected abstract PackageName unknown();

  /** A version of {@link #known()} that needs something, and the words of all its plain needs. */
  protected abstract Needy needy();

  /** A version that is a pre-release. */
  protected abstract String prerelease();

  /** A version that was taken back. */
  protected abstract String withdrawn();

  /** Whether the registry has this; everything by default. */
  protected boolean has(Behaviour behaviour) {
    return true;
  }

  /**
   * A release that needs something.
   *
   * @param needs the words of its plain needs, in order
   */
  public record Needy(String version, List<String> needs) {}

  private static List<String> found(Listing listing) {
    return listing.releases().stream().map(r -> r.pin().version()).toList();
  }

  @Test
  public void an_unknown_name_has_no_releases() {
    Listing listing = index().releases(unknown(), desk());
    assertEquals(Listing.empty(unknown()), listing);
  }

  @Test
  public void releases_come_ascending_and_once() {
    List<String> found = found(index().releases(known(), desk()));
    assertTrue(found.size() > 1, found.toString());
    for (int i = 1; i < found.size(); i++) {
      assertTrue(versions().compare(found.get(i - 1), found.get(i)) < 0, found.toString());
    }
  }

  @Test
  public void a_listing_says_whose_it_is() {
    Listing listing = index().releases(known(), desk());
    assertEquals(known(), listing.name());
    listing.releases().forEach(release -> assertEquals(known(), release.pin().name()));
  }

  @Test
  public void a_listing_names_the_index_that_answered_by_its_label() {
    Desk desk = desk();
    List<String> labels = desk.sources(known().ecosystem()).stream().map(Source::label).toList();
    String said = index().releases(known(), desk).source();
    assertTrue(labels.contains(said), said);
  }

  @Test
  public void every_release_has_a_file() {
    for (Release release : index().releases(known(), desk()).releases()) {
      assertFalse(release.artifacts().isEmpty(), release.pin().toString());
    }
  }

  @Test
  public void every_file_has_an_address() {
    for (Release release : index().releases(known(), desk()).releases()) {
      release
          .artifacts()
          .forEach(file -> assertTrue(file.location().isAbsolute(), file.filename()));
    }
  }

  @Test
  public void only_a_prerelease_is_marked_as_one() {
    for (Release release : index().releases(known(), desk()).releases()) {
      boolean expected = has(Behaviour.PRERELEASES) && release.pin().version().equals(prerelease());
      assertEquals(expected, release.prerelease(), release.pin().toString());
    }
  }

  @Test
  public void a_release_taken_back_is_listed_as_such() {
    Listing listing = index().releases(known(), desk());
    Optional<Release> release = listing.find(withdrawn());
    assertTrue(release.isPresent(), withdrawn());
    assertEquals(has(Behaviour.WITHDRAWALS), release.get().withdrawn().isPresent());
  }

  @Test
  public void a_manifest_is_of_the_release_asked_for() {
    Desk desk = desk();
    for (Release release : index().releases(known(), desk).releases()) {
      Answer<Manifest> answer = index().manifest(release, desk);
      answer.value().ifPresent(manifest -> assertEquals(release.pin(), manifest.pin()));
      answer.wanting().ifPresent(wanting -> assertEquals(release.pin(), wanting.pin()));
    }
  }

  @Test
  public void an_answer_is_a_manifest_or_a_want_or_a_refusal() {
    Desk desk = desk();
    for (Release release : index().releases(known(), desk).releases()) {
      Answer<Manifest> answer = index().manifest(release, desk);
      long present =
          Stream.of(answer.value(), answer.wanting(), answer.refusal())
              .filter(Optional::isPresent)
              .count();
      assertEquals(1, present, release.pin().toString());
    }
  }

  @Test
  public void a_manifest_has_plain_dependencies_even_when_there_are_none() {
    Desk desk = desk();
    for (Release release : index().releases(known(), desk).releases()) {
      index()
          .manifest(release, desk)
          .value()
          .ifPresent(manifest -> assertTrue(manifest.features().containsKey("")));
    }
  }

  @Test
  public void a_manifest_states_what_the_release_needs() {
    Desk desk = desk();
    Release release = index().releases(known(), desk).find(needy().version()).orElseThrow();
    Manifest manifest = index().manifest(release, desk).value().orElseThrow();
    assertEquals(
        needy().needs(),
        manifest.features().getOrDefault("", List.of()).stream().map(Dependency::text).toList());
  }

  @Test
  public void the_same_question_has_the_same_answer() {
    Desk desk = desk();
    assertEquals(
        index().releases(known(), desk).releases().stream().map(Release::pin).toList(),
        index().releases(known(), desk).releases().stream().map(Release::pin).toList());
  }

  @Test
  public void the_first_index_that_knows_a_name_answers_alone() {
    assertEquals(
        found(index().releases(known(), desk())), found(index().releases(known(), twoIndexes())));
  }

  @Test
  public void a_registry_in_trouble_is_not_an_unknown_name() {
    Refusal refusal = assertThrows(Refusal.class, () -> index().releases(known(), brokenDesk()));
    assertEquals("fetch.server-error", refusal.diagnostic().code());
  }

  @Test
  public void an_index_in_trouble_is_not_passed_over() {
    assertThrows(Refusal.class, () -> index().releases(known(), brokenFirst()));
  }
}
