package org.omnipkg.resolve.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Wanting;
import org.omnipkg.resolve.Languages;
import org.omnipkg.resolve.Languages.Lease;
import org.omnipkg.resolve.Resolver.Session;
import org.omnipkg.resolve.internal.Toys.MemoryLedger;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Facts;
import org.omnipkg.tck.OtherDesk;

@Timeout(60)
class CachedSessionTest {
  private final MemoryLedger ledger = new MemoryLedger();
  private final ToyEcosystem toy =
      new ToyEcosystem()
          .add("box", "1", true, "lid >=1", "hinge; never")
          .add("box", "2", true)
          .add("loose", "1", false);

  private Session open(ToyEcosystem ecosystem, Progress progress) {
    return new CachedResolver(
            new LeasedLanguages(Toys.QUIET, ToyServices.UNBOUNDED, 0, 0), ledger, Toys.QUIET)
        .open(ecosystem, Toys.desk(progress));
  }

  @Test
  void a_listing_is_asked_for_once_in_a_session() {
    try (Session session = open(toy, Progress.SILENT)) {
      assertSame(session.releases(Toys.name("box")), session.releases(Toys.name("box")));
    }
    assertEquals(List.of("releases box"), toy.asked);
  }

  @Test
  void a_chosen_runtime_needs_nothing_and_no_language_is_asked_about_it() {
    try (Session session = open(toy, Progress.SILENT)) {
      assertEquals(
          List.of(), session.overlay(new Pin(new PackageName("runtime", "toy"), "3.13.0")));
    }
  }

  @Test
  void sessions_on_one_desk_share_listings_and_those_on_another_do_not() {
    CachedResolver resolver =
        new CachedResolver(
            new LeasedLanguages(Toys.QUIET, ToyServices.UNBOUNDED, 0, 0), ledger, Toys.QUIET);
    Desk desk = Toys.desk(Progress.SILENT);
    try (Session first = resolver.open(toy, desk)) {
      assertEquals(Optional.empty(), first.known(Toys.name("box")));
      first.releases(Toys.name("box"));
    }
    try (Session second = resolver.open(toy, desk);
        Session stranger = resolver.open(toy, Toys.desk(Progress.SILENT))) {
      assertEquals(2, second.known(Toys.name("box")).orElseThrow().releases().size());
      assertEquals(Optional.empty(), stranger.known(Toys.name("box")));
    }
    assertEquals(List.of("releases box"), toy.asked);
  }

  @Test
  void two_who_ask_at_once_share_one_flight() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ToyEcosystem slow =
        new ToyEcosystem() {
          @Override
          public Listing releases(PackageName name, Desk desk) {
            inside.countDown();
            await(go);
            return super.releases(name, desk);
          }
        };
    try (Session session = open(slow, Progress.SILENT)) {
      session.soon(Toys.name("box"), new BitSet());
      await(inside);
      AtomicReference<Listing> seen = new AtomicReference<>();
      Thread second = new Thread(() -> seen.set(session.releases(Toys.name("box"))));
      second.start();
      while (second.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      go.countDown();
      second.join();
      assertEquals(Toys.name("box"), seen.get().name());
    }
    assertEquals(List.of("releases box"), slow.asked);
  }

  @Test
  void a_manifest_survives_the_session_with_its_conditions() {
    Release release = Toys.release("box", "1", true);
    LeasedLanguages languages = new LeasedLanguages(Toys.QUIET, ToyServices.UNBOUNDED, 0, 0);
    languages.addEcosystem(
        ToyServices.objects(
            toy,
            ToyServices.reference(
                org.omnipkg.spi.Ecosystem.class, "1.0.0", org.omnipkg.spi.Ecosystem.ID, "toy")));
    CachedResolver resolver = new CachedResolver(languages, ledger, Toys.QUIET);
    Manifest first;
    try (Session session = resolver.open(toy, Toys.desk(Progress.SILENT))) {
      first = session.manifest(release).value().orElseThrow();
    }
    resolver.close();
    toy.asked.clear();
    try (Session session = open(toy, Progress.SILENT)) {
      Manifest again = session.manifest(release).value().orElseThrow();
      assertEquals(first.features().get("").toString(), again.features().get("").toString());
      assertTrue(again.features().get("").get(0).when().holds(Toys.target()));
      assertFalse(again.features().get("").get(1).when().holds(Toys.target()));
    }
    assertEquals(List.of(), toy.asked);
  }

  @Test
  void a_manifest_without_a_digest_to_know_it_by_is_not_kept() {
    for (int i = 0; i < 2; i++) {
      try (Session session = open(toy, Progress.SILENT)) {
        session.manifest(Toys.release("loose", "1", false));
      }
    }
    assertEquals(List.of("manifest toy:loose@1", "manifest toy:loose@1"), toy.asked);
    assertEquals(Map.of(), ledger.rows);
  }

  @Test
  void a_manifest_whose_text_does_not_read_back_is_not_kept() {
    ToyEcosystem forgetful =
        new ToyEcosystem() {
          @Override
          public org.omnipkg.model.Dependency parse(String words) {
            return super.parse(asked.isEmpty() ? words : words.replace("; never", ""));
          }
        };
    forgetful.add("box", "1", true, "hinge; never");
    try (Session session = open(forgetful, Progress.SILENT)) {
      session.manifest(Toys.release("box", "1", true));
    }
    assertEquals(Map.of(), ledger.rows);
  }

  @Test
  void a_wanted_manifest_is_not_kept() {
    Release release = Toys.release("box", "1", true);
    Wanting wanting = wanting(release);
    ToyEcosystem source =
        new ToyEcosystem() {
          @Override
          public Answer<Manifest> manifest(Release asked, Desk desk) {
            return Answer.wanting(wanting);
          }
        };
    try (Session session = open(source, Progress.SILENT)) {
      assertEquals(Optional.of(wanting), session.manifest(release).wanting());
    }
    assertEquals(Map.of(), ledger.rows);
  }

  @Test
  void fetching_ahead_brings_the_manifests_asked_for() {
    try (Session session = open(toy, Progress.SILENT)) {
      BitSet both = new BitSet();
      both.set(0, 2);
      session.soon(Toys.name("box"), both);
      while (toy.asked.size() < 3) {
        Thread.onSpinWait();
      }
      for (Release release : session.releases(Toys.name("box")).releases()) {
        session.manifest(release);
      }
    }
    assertEquals(3, toy.asked.size());
  }

  @Test
  void a_scout_is_shown_the_listing_and_gets_what_it_likes_of_it() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    try (Session session = open(toy, Progress.SILENT)) {
      session.soon(
          Toys.name("box"),
          new Facts.Scout() {
            @Override
            public BitSet likely(Listing listing) {
              BitSet last = new BitSet();
              last.set(listing.releases().size() - 1);
              return last;
            }

            @Override
            public void read(Manifest manifest) {
              read.countDown();
            }
          });
      read.await();
      session.manifest(session.releases(Toys.name("box")).releases().get(1));
    }
    assertEquals(List.of("releases box", "manifest toy:box@2"), toy.asked);
  }

  @Test
  void a_refusal_of_the_index_is_given_to_everyone_and_asked_for_once() {
    ToyEcosystem down =
        new ToyEcosystem() {
          @Override
          public Listing releases(PackageName name, Desk desk) {
            asked.add("x");
            throw new Refusal(Diagnostic.outside("fetch.stalled", "stalled", ""));
          }
        };
    try (Session session = open(down, Progress.SILENT)) {
      for (int i = 0; i < 2; i++) {
        assertEquals(
            "fetch.stalled",
            assertThrows(Refusal.class, () -> session.releases(Toys.name("box")))
                .diagnostic()
                .code());
      }
    }
    assertEquals(1, down.asked.size());
  }

  @Test
  void nothing_is_asked_for_somebody_who_has_gone() {
    AtomicBoolean gone = new AtomicBoolean(true);
    Progress progress =
        (Progress)
            Proxy.newProxyInstance(
                Progress.class.getClassLoader(),
                new Class<?>[] {Progress.class},
                (proxy, method, args) ->
                    switch (method.getName()) {
                      case "cancelled" -> gone.get();
                      case "checkpoint" -> {
                        if (gone.get()) {
                          throw new CancellationException();
                        }
                        yield null;
                      }
                      default -> null;
                    });
    try (Session session = open(toy, progress)) {
      assertThrows(CancellationException.class, () -> session.releases(Toys.name("box")));
      gone.set(false);
      assertEquals(2, session.releases(Toys.name("box")).releases().size());
    }
  }

  @Test
  void solves_on_one_desk_do_not_find_what_the_others_wrote(@TempDir Path scratch)
      throws Exception {
    Desk shared =
        new OtherDesk(Toys.desk(Progress.SILENT)) {
          @Override
          public Path scratch() {
            return scratch;
          }
        };
    CachedResolver resolver =
        new CachedResolver(
            new LeasedLanguages(Toys.QUIET, ToyServices.UNBOUNDED, 0, 0), ledger, Toys.QUIET);
    try (Session session = resolver.open(toy, shared)) {
      for (int i = 0; i < 2; i++) {
        session.solve(
            (problem, facts, desk) -> {
              assertEquals(desk.scratch(), desk.scratch());
              assertTrue(desk.scratch().startsWith(scratch));
              try {
                Files.createFile(desk.scratch().resolve("requirements.txt"));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return Outcome.wanting(List.of(wanting(Toys.release("box", "1", true))));
            },
            Toys.problem(Map.of()));
      }
    }
  }

  @Test
  void a_bundle_replaced_under_a_call_is_told_as_such() {
    ToyEcosystem updated =
        new ToyEcosystem() {
          @Override
          public Listing releases(PackageName name, Desk desk) {
            throw new NoClassDefFoundError("org/toy/Gone");
          }
        };
    try (Session session = open(updated, Progress.SILENT)) {
      Diagnostic why =
          assertThrows(Refusal.class, () -> session.releases(Toys.name("box"))).diagnostic();
      assertEquals("ecosystem.updated", why.code());
      assertThrows(
          Refusal.class,
          () ->
              session.solve(
                  (problem, facts, desk) -> {
                    throw new NoClassDefFoundError("org/toy/Gone");
                  },
                  Toys.problem(Map.of())));
    }
  }

  @Test
  void an_open_wanting_outweighs_unsolvable() {
    Wanting wanting = wanting(Toys.release("box", "1", true));
    try (Session session = open(toy, Progress.SILENT)) {
      Outcome outcome =
          session.solve(
              (problem, facts, desk) ->
                  new Outcome(
                      Optional.empty(),
                      List.of(),
                      Optional.of(Derivation.leaf("never", "")),
                      List.of(wanting)),
              Toys.problem(Map.of()));
      assertEquals(Outcome.wanting(List.of(wanting)), outcome);
    }
  }

  @Test
  void a_build_wanted_again_ends_the_matter() {
    Release release = Toys.release("box", "1", true);
    Map<Pin, org.omnipkg.model.Artifact> built = Map.of(release.pin(), release.artifacts().get(0));
    try (Session session = open(toy, Progress.SILENT)) {
      Diagnostic why =
          assertThrows(
                  Refusal.class,
                  () ->
                      session.solve(
                          (problem, facts, desk) -> Outcome.wanting(List.of(wanting(release))),
                          Toys.problem(built)))
              .diagnostic();
      assertEquals("resolve.build-does-not-fit", why.code());
    }
  }

  @Test
  void another_language_is_leased_until_the_session_ends() throws Exception {
    LeasedLanguages languages = new LeasedLanguages(Toys.QUIET, ToyServices.UNBOUNDED, 600_000, 0);
    ToyEcosystem other =
        new ToyEcosystem() {
          @Override
          public String id() {
            return "other";
          }
        };
    var reference =
        ToyServices.reference(
            org.omnipkg.spi.Ecosystem.class, "1.0.0", org.omnipkg.spi.Ecosystem.ID, "other");
    languages.addEcosystem(ToyServices.objects(other, reference));
    List<Lease<?>> taken = new ArrayList<>();
    Languages leasing =
        (Languages)
            Proxy.newProxyInstance(
                Languages.class.getClassLoader(),
                new Class<?>[] {Languages.class},
                (proxy, method, args) -> {
                  if (!method.getName().equals("ecosystem")) {
                    return method.invoke(languages, args);
                  }
                  Lease<?> lease = languages.ecosystem((String) args[0]);
                  taken.add(lease);
                  return lease;
                });
    Session session =
        new CachedResolver(leasing, ledger, Toys.QUIET).open(toy, Toys.desk(Progress.SILENT));
    assertEquals(Map.of(), session.others());
    assertSame(other, session.ecosystem("other"));
    assertEquals(Map.of("other", languages.edition("other")), session.others());
    assertSame(toy, session.ecosystem("toy"));
    assertEquals(1, taken.size());
    session.close();
    CountDownLatch gone = new CountDownLatch(1);
    Thread leaver =
        new Thread(
            () -> {
              languages.removeEcosystem(reference);
              gone.countDown();
            });
    leaver.start();
    assertTrue(gone.await(30, TimeUnit.SECONDS), "it waits for a lease that nobody closed");
    assertEquals(List.of(), languages.ids());
  }

  private static Wanting wanting(Release release) {
    return new Wanting(
        Wanting.BUILD, release.pin(), release.artifacts().get(0), "there is no wheel");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
