package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Versions;

/** What every {@link PackageIndex} promises. Extend it and hand over a small registry. */
public abstract class PackageIndexContract {
  protected abstract PackageIndex index();

  protected abstract Versions versions();

  /** A desk whose registry has {@link #known()} in at least two versions, and nothing else. */
  protected abstract Desk desk();

  /** A desk whose registry refuses everything with the code {@code fetch.server-error}. */
  protected abstract Desk brokenDesk();

  protected abstract PackageName known();

  protected abstract PackageName unknown();

  @Test
  public void an_unknown_name_has_no_releases() {
    Listing listing = index().releases(unknown(), desk());
    assertEquals(Listing.empty(unknown()), listing);
  }

  @Test
  public void releases_come_ascending_and_once() {
    List<String> found =
        index().releases(known(), desk()).releases().stream().map(r -> r.pin().version()).toList();
    assertTrue(found.size() > 1, found.toString());
    for (int i = 1; i < found.size(); i++) {
      assertTrue(versions().compare(found.get(i - 1), found.get(i)) < 0, found.toString());
    }
  }

  @Test
  public void a_listing_says_whose_it_is_and_who_answered() {
    Listing listing = index().releases(known(), desk());
    assertEquals(known(), listing.name());
    assertFalse(listing.source().isEmpty());
    listing.releases().forEach(release -> assertEquals(known(), release.pin().name()));
  }

  @Test
  public void every_release_has_a_file() {
    for (Release release : index().releases(known(), desk()).releases()) {
      assertFalse(release.artifacts().isEmpty(), release.pin().toString());
      release
          .artifacts()
          .forEach(file -> assertTrue(file.location().isAbsolute(), file.filename()));
    }
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
  public void the_same_question_has_the_same_answer() {
    Desk desk = desk();
    assertEquals(
        index().releases(known(), desk).releases().stream().map(Release::pin).toList(),
        index().releases(known(), desk).releases().stream().map(Release::pin).toList());
  }

  @Test
  public void a_registry_in_trouble_is_not_an_unknown_name() {
    Refusal refusal = assertThrows(Refusal.class, () -> index().releases(known(), brokenDesk()));
    assertEquals("fetch.server-error", refusal.diagnostic().code());
  }
}
