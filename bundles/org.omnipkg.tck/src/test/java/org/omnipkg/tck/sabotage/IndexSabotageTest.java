package org.omnipkg.tck.sabotage;

import static java.util.Map.entry;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.OtherDesk;
import org.omnipkg.tck.PackageIndexContract;
import org.omnipkg.tck.SabotageContract;
import org.omnipkg.tck.toy.ToyIndexTest;

class IndexSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<PackageIndex>> FLAWS =
      Map.ofEntries(
          entry(
              "an_unknown_name_has_no_releases",
              listing((l, desk) -> l.releases().isEmpty() ? from(l, "nobody") : l)),
          entry(
              "releases_come_ascending_and_once",
              listing(
                  (l, desk) -> {
                    List<Release> releases = new ArrayList<>(l.releases());
                    Collections.reverse(releases);
                    return with(l, releases);
                  })),
          entry(
              "a_listing_says_whose_it_is",
              listing(
                  (l, desk) ->
                      l.releases().isEmpty()
                          ? l
                          : new Listing(
                              new PackageName("toy", "Brick"),
                              l.releases(),
                              Map.of(),
                              Map.of(),
                              l.source()))),
          entry(
              "a_listing_names_the_index_that_answered_by_its_label",
              listing(
                  (l, desk) ->
                      l.releases().isEmpty()
                          ? l
                          : from(l, desk.sources("toy").get(0).location().toString()))),
          entry("every_release_has_a_file", releases(r -> holding(r, List.of()))),
          entry(
              "every_file_has_an_address",
              releases(
                  r -> {
                    Artifact file = r.artifacts().get(0);
                    return holding(r, List.of(at(file, URI.create(file.filename()))));
                  })),
          entry(
              "only_a_prerelease_is_marked_as_one", releases(r -> marked(r, r.withdrawn(), true))),
          entry(
              "a_release_taken_back_is_listed_as_such",
              releases(r -> marked(r, Optional.empty(), r.prerelease()))),
          entry(
              "a_manifest_is_of_the_release_asked_for",
              answering(
                  a ->
                      Answer.of(
                          new Manifest(
                              new Pin(new PackageName("toy", "brick"), "1"),
                              a.value().orElseThrow().features(),
                              "",
                              a.value().orElseThrow().certainty(),
                              Set.of())))),
          entry(
              "an_answer_is_a_manifest_or_a_want_or_a_refusal",
              answering(
                  a ->
                      new Answer<>(
                          a.value(),
                          Optional.empty(),
                          Optional.of(Diagnostic.outside("toy.both", "it has one", ""))))),
          entry(
              "a_manifest_has_plain_dependencies_even_when_there_are_none",
              answering(a -> needing(a, List.of()))),
          entry(
              "a_manifest_states_what_the_release_needs", answering(a -> needing(a, List.of("")))),
          entry(
              "the_same_question_has_the_same_answer",
              index -> {
                AtomicInteger turn = new AtomicInteger();
                return listing(
                        (l, desk) ->
                            turn.incrementAndGet() == 2 && desk.sources("toy").size() == 1
                                ? with(l, l.releases().subList(1, l.releases().size()))
                                : l)
                    .apply(index);
              }),
          entry(
              "the_first_index_that_knows_a_name_answers_alone",
              index ->
                  new OtherIndex(index) {
                    @Override
                    public Listing releases(PackageName name, Desk desk) {
                      Listing first = sound.releases(name, desk);
                      if (desk.sources("toy").size() < 2) {
                        return first;
                      }
                      Desk second = only(desk, desk.sources("toy").get(1));
                      List<Release> all = new ArrayList<>(first.releases());
                      all.addAll(sound.releases(name, second).releases());
                      return with(first, all);
                    }
                  }),
          entry(
              "a_registry_in_trouble_is_not_an_unknown_name",
              index ->
                  new OtherIndex(index) {
                    @Override
                    public Listing releases(PackageName name, Desk desk) {
                      try {
                        return sound.releases(name, desk);
                      } catch (Refusal trouble) {
                        if (desk.sources("toy").size() > 1) {
                          throw trouble;
                        }
                        return Listing.empty(name);
                      }
                    }
                  }),
          entry(
              "an_index_in_trouble_is_not_passed_over",
              index ->
                  new OtherIndex(index) {
                    @Override
                    public Listing releases(PackageName name, Desk desk) {
                      List<Source> sources = desk.sources("toy");
                      try {
                        return sound.releases(name, desk);
                      } catch (Refusal trouble) {
                        if (sources.size() < 2) {
                          throw trouble;
                        }
                        return sound.releases(name, only(desk, sources.get(1)));
                      }
                    }
                  }));

  private static class OtherIndex implements PackageIndex {
    final PackageIndex sound;

    OtherIndex(PackageIndex sound) {
      this.sound = sound;
    }

    @Override
    public Listing releases(PackageName name, Desk desk) {
      return sound.releases(name, desk);
    }

    /** Of the release as it was before it was spoilt. */
    @Override
    public Answer<Manifest> manifest(Release release, Desk desk) {
      Listing listing = sound.releases(release.pin().name(), desk);
      return sound.manifest(listing.find(release.pin().version()).orElse(release), desk);
    }
  }

  private interface Listings {
    Listing spoil(Listing sound, Desk desk);
  }

  private static UnaryOperator<PackageIndex> listing(Listings change) {
    return index ->
        new OtherIndex(index) {
          @Override
          public Listing releases(PackageName name, Desk desk) {
            return change.spoil(sound.releases(name, desk), desk);
          }
        };
  }

  private static UnaryOperator<PackageIndex> releases(UnaryOperator<Release> change) {
    return listing((l, desk) -> with(l, l.releases().stream().map(change).toList()));
  }

  private static UnaryOperator<PackageIndex> answering(UnaryOperator<Answer<Manifest>> change) {
    return index ->
        new OtherIndex(index) {
          @Override
          public Answer<Manifest> manifest(Release release, Desk desk) {
            return change.apply(sound.manifest(release, desk));
          }
        };
  }

  private static Listing with(Listing l, List<Release> releases) {
    return new Listing(l.name(), releases, l.tags(), l.manifests(), l.source());
  }

  private static Listing from(Listing l, String source) {
    return new Listing(l.name(), l.releases(), l.tags(), l.manifests(), source);
  }

  private static Release holding(Release r, List<Artifact> files) {
    return new Release(
        r.pin(), r.published(), r.withdrawn(), r.prerelease(), r.usable(), "", files);
  }

  private static Release marked(Release r, Optional<String> withdrawn, boolean prerelease) {
    return new Release(
        r.pin(), r.published(), withdrawn, prerelease, r.usable(), "", r.artifacts());
  }

  private static Artifact at(Artifact file, URI place) {
    return new Artifact(
        file.filename(), file.format(), place, Map.of(), OptionalLong.empty(), Map.of());
  }

  /** The same answer with these plain needs; without any needs at all, none are stated. */
  private static Answer<Manifest> needing(Answer<Manifest> answer, List<String> instead) {
    Manifest m = answer.value().orElseThrow();
    boolean none = m.features().get("").isEmpty();
    if (instead.isEmpty() && !none) {
      return answer;
    }
    return Answer.of(
        new Manifest(
            m.pin(),
            instead.isEmpty() ? Map.of() : Map.of("", List.of()),
            "",
            m.certainty(),
            Set.of()));
  }

  private static Desk only(Desk desk, Source source) {
    return new OtherDesk(desk) {
      @Override
      public List<Source> sources(String ecosystem) {
        return List.of(source);
      }
    };
  }

  @Override
  protected Class<?> contract() {
    return PackageIndexContract.class;
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
  static final class Specimen extends ToyIndexTest {
    private final PackageIndex index;

    Specimen(Flaw flaw) {
      index = flaw.in(super.index(), FLAWS);
    }

    @Override
    protected PackageIndex index() {
      return index;
    }
  }
}
