package org.omnipkg.resolve.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages.Lease;
import org.omnipkg.resolve.internal.ToyServices.ToyBundle;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Solver;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

class LeasedLanguagesTest {
  private final LeasedLanguages languages =
      new LeasedLanguages(Toys.QUIET, ToyServices.UNBOUNDED, 60_000, 60_000);
  private final ToyEcosystem toy = new ToyEcosystem();
  private final ServiceReference<Ecosystem> reference =
      ToyServices.reference(Ecosystem.class, "1.0.0", Ecosystem.ID, "toy");

  @Test
  void a_language_is_found_by_its_id_and_by_an_alias() {
    languages.addEcosystem(ToyServices.objects(toy, reference));
    try (Lease<Ecosystem> byId = languages.ecosystem("toy");
        Lease<Ecosystem> byAlias = languages.ecosystem("play")) {
      assertSame(toy, byId.service());
      assertSame(toy, byAlias.service());
    }
    assertEquals(List.of("toy"), languages.ids());
  }

  @Test
  void an_unknown_language_is_refused_with_the_names_of_those_here() {
    languages.addEcosystem(ToyServices.objects(toy, reference));
    Diagnostic why = assertThrows(Refusal.class, () -> languages.ecosystem("cobol")).diagnostic();
    assertEquals("ecosystem.unknown", why.code());
    assertEquals("there is no language `cobol`", why.message());
    assertEquals("languages here: `toy`", why.hint());
  }

  @Test
  void an_unknown_resolver_is_refused_with_the_names_of_those_here() {
    Solver none = (problem, facts, desk) -> Outcome.wanting(List.of());
    for (String name : List.of("quick", "careful")) {
      languages.addSolver(
          ToyServices.objects(
              none,
              ToyServices.reference(
                  Solver.class, "1.0.0", Ecosystem.ID, "toy", Solver.NAME, name)));
    }
    Diagnostic why =
        assertThrows(Refusal.class, () -> languages.solver("toy", "wild")).diagnostic();
    assertEquals("resolver.unknown", why.code());
    assertEquals("resolvers here: `careful`, `quick`", why.hint());
    assertEquals(List.of("careful", "quick"), languages.solvers("toy"));
    assertThrows(Refusal.class, () -> languages.solver("other", "quick"));
  }

  @Test
  void the_newest_bundle_wins_whatever_came_first() {
    ToyEcosystem newer = new ToyEcosystem();
    ToyEcosystem middle = new ToyEcosystem();
    languages.addEcosystem(ToyServices.objects(toy, reference));
    languages.addEcosystem(
        ToyServices.objects(
            newer, ToyServices.reference(Ecosystem.class, "10.0.0", Ecosystem.ID, "toy")));
    languages.addEcosystem(
        ToyServices.objects(
            middle, ToyServices.reference(Ecosystem.class, "9.0.0", Ecosystem.ID, "toy")));
    try (Lease<Ecosystem> lease = languages.ecosystem("toy")) {
      assertSame(newer, lease.service());
    }
  }

  @Test
  void an_edition_is_one_languages_and_changes_with_all_that_serves_it() {
    List<Long> other = new ArrayList<>(List.of(languages.edition("other")));
    List<Long> toys = new ArrayList<>(List.of(languages.edition("toy")));
    languages.addEcosystem(ToyServices.objects(toy, reference));
    toys.add(languages.edition("toy"));
    languages.addClientSettings(
        ToyServices.objects(
            settings(), ToyServices.reference(ClientSettings.class, "1.0.0", Ecosystem.ID, "toy")));
    toys.add(languages.edition("toy"));
    languages.removeEcosystem(reference);
    toys.add(languages.edition("toy"));
    other.add(languages.edition("other"));
    assertEquals(other.get(0), other.get(1));
    for (String served : List.of("toy", Solver.ANY)) {
      Solver none = (problem, facts, desk) -> Outcome.wanting(List.of());
      languages.addSolver(
          ToyServices.objects(
              none,
              ToyServices.reference(
                  Solver.class, "1.0.0", Ecosystem.ID, served, Solver.NAME, "quick")));
      toys.add(languages.edition("toy"));
      other.add(languages.edition("other"));
    }
    assertEquals(toys.size(), Set.copyOf(toys).size());
    assertEquals(other.get(1), other.get(2));
    assertNotEquals(other.get(2), other.get(3));
  }

  @Test
  void a_skill_is_leased_by_its_kind_and_language() {
    ClientSettings settings = settings();
    languages.addClientSettings(
        ToyServices.objects(
            settings, ToyServices.reference(ClientSettings.class, "1.0.0", Ecosystem.ID, "toy")));
    assertSame(settings, languages.skill(ClientSettings.class, "toy").orElseThrow().service());
    assertTrue(languages.skill(ClientSettings.class, "other").isEmpty());
    assertTrue(languages.skill(Path.class, "toy").isEmpty());
  }

  @Test
  void of_equal_versions_the_one_installed_last_wins() {
    ToyEcosystem later = new ToyEcosystem();
    ServiceReference<Ecosystem> last =
        ToyServices.reference(Ecosystem.class, "1.0.0", Ecosystem.ID, "toy");
    languages.addEcosystem(ToyServices.objects(later, last));
    languages.addEcosystem(ToyServices.objects(toy, reference));
    try (Lease<Ecosystem> lease = languages.ecosystem("toy")) {
      assertSame(later, lease.service());
    }
  }

  @Test
  void a_call_that_comes_while_its_language_is_exchanged_gets_the_new_one() throws Exception {
    ToyBundle bundle = new ToyBundle("1.0.0");
    ServiceReference<Ecosystem> old =
        ToyServices.reference(Ecosystem.class, bundle, Ecosystem.ID, "toy");
    languages.addEcosystem(ToyServices.objects(toy, old));
    bundle.state = Bundle.STOPPING;
    languages.removeEcosystem(old);
    assertEquals(List.of("toy"), languages.ids());
    ToyEcosystem next = new ToyEcosystem();
    CompletableFuture<Ecosystem> call =
        CompletableFuture.supplyAsync(
            () -> {
              try (Lease<Ecosystem> lease = languages.ecosystem("toy")) {
                return lease.service();
              }
            });
    bundle.state = Bundle.ACTIVE;
    languages.addEcosystem(
        ToyServices.objects(
            next, ToyServices.reference(Ecosystem.class, bundle, Ecosystem.ID, "toy")));
    assertSame(next, call.get(30, TimeUnit.SECONDS));
  }

  @Test
  void a_language_that_someone_stopped_is_refused_at_once() {
    ToyBundle bundle = new ToyBundle("1.0.0");
    ServiceReference<Ecosystem> old =
        ToyServices.reference(Ecosystem.class, bundle, Ecosystem.ID, "toy");
    languages.addEcosystem(ToyServices.objects(toy, old));
    bundle.meantToRun = false;
    bundle.state = Bundle.STOPPING;
    languages.removeEcosystem(old);
    assertEquals(List.of(), languages.ids());
    assertThrows(Refusal.class, () -> languages.ecosystem("toy"));
  }

  @Test
  void a_language_that_does_not_come_back_is_refused_after_a_while() {
    LeasedLanguages impatient = new LeasedLanguages(Toys.QUIET, ToyServices.UNBOUNDED, 20, 20);
    ToyBundle bundle = new ToyBundle("1.0.0");
    ServiceReference<Ecosystem> old =
        ToyServices.reference(Ecosystem.class, bundle, Ecosystem.ID, "toy");
    impatient.addEcosystem(ToyServices.objects(toy, old));
    bundle.state = Bundle.STOPPING;
    impatient.removeEcosystem(old);
    assertThrows(Refusal.class, () -> impatient.ecosystem("toy"));
  }

  @Test
  void who_is_inside_a_leaving_bundle_may_still_use_its_other_services_and_so_may_its_deputy()
      throws Exception {
    ToyBundle bundle = new ToyBundle("1.0.0");
    ServiceReference<Ecosystem> language =
        ToyServices.reference(Ecosystem.class, bundle, Ecosystem.ID, "toy");
    ServiceReference<ClientSettings> skill =
        ToyServices.reference(ClientSettings.class, bundle, Ecosystem.ID, "toy");
    ClientSettings settings = settings();
    languages.addEcosystem(ToyServices.objects(toy, language));
    languages.addClientSettings(ToyServices.objects(settings, skill));
    Lease<Ecosystem> inside = languages.ecosystem("toy");
    bundle.state = Bundle.STOPPING;
    Thread leaver =
        new Thread(
            () -> {
              languages.removeClientSettings(skill);
              languages.removeEcosystem(language);
            });
    waiting(leaver);
    CompletableFuture<Lease<ClientSettings>> got = new CompletableFuture<>();
    Thread stranger =
        new Thread(() -> got.complete(languages.skill(ClientSettings.class, "toy").orElseThrow()));
    waiting(stranger);
    try (Lease<ClientSettings> nested =
        languages.skill(ClientSettings.class, "toy").orElseThrow()) {
      assertSame(settings, nested.service());
    }
    FutureTask<ClientSettings> helped =
        new FutureTask<>(
            languages.deputed(
                () -> {
                  try (Lease<ClientSettings> lease =
                      languages.skill(ClientSettings.class, "toy").orElseThrow()) {
                    return lease.service();
                  }
                }));
    new Thread(helped).start();
    assertSame(settings, helped.get(30, TimeUnit.SECONDS));
    assertTrue(leaver.isAlive());
    assertFalse(got.isDone());
    inside.close();
    leaver.join(TimeUnit.SECONDS.toMillis(30));
    ClientSettings next = settings();
    bundle.state = Bundle.ACTIVE;
    languages.addClientSettings(
        ToyServices.objects(
            next, ToyServices.reference(ClientSettings.class, bundle, Ecosystem.ID, "toy")));
    assertSame(next, got.get(30, TimeUnit.SECONDS).service());
  }

  private static void waiting(Thread thread) {
    thread.setDaemon(true);
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void a_call_that_broke_on_an_exchange_is_run_again_once() {
    AtomicInteger runs = new AtomicInteger();
    languages.addEcosystem(ToyServices.objects(toy, reference));
    String answer =
        languages.steadily(
            () -> {
              if (runs.incrementAndGet() == 1) {
                languages.removeEcosystem(reference);
                throw new NoClassDefFoundError("org/example/Gone");
              }
              return "done";
            });
    assertEquals("done", answer);
    assertEquals(2, runs.get());
  }

  @Test
  void a_call_that_breaks_on_every_exchange_says_so() {
    Diagnostic why =
        assertThrows(
                Refusal.class,
                () ->
                    languages.steadily(
                        () -> {
                          ServiceReference<Ecosystem> next =
                              ToyServices.reference(Ecosystem.class, "1.0.0", Ecosystem.ID, "toy");
                          languages.addEcosystem(ToyServices.objects(toy, next));
                          languages.removeEcosystem(next);
                          throw new NoClassDefFoundError("org/example/Gone");
                        }))
            .diagnostic();
    assertEquals("ecosystem.updated", why.code());
  }

  @Test
  void a_mistake_without_an_exchange_is_not_run_again() {
    AtomicInteger runs = new AtomicInteger();
    assertThrows(
        IllegalStateException.class,
        () ->
            languages.steadily(
                () -> {
                  runs.incrementAndGet();
                  throw new IllegalStateException("a mistake");
                }));
    assertEquals(1, runs.get());
  }

  @Test
  void a_call_that_was_given_up_is_not_run_again() {
    AtomicInteger runs = new AtomicInteger();
    languages.addEcosystem(ToyServices.objects(toy, reference));
    assertThrows(
        CancellationException.class,
        () ->
            languages.steadily(
                () -> {
                  runs.incrementAndGet();
                  languages.removeEcosystem(reference);
                  throw new CancellationException("cancelled");
                }));
    assertEquals(1, runs.get());
  }

  @Test
  void a_leaving_language_waits_for_the_lease_closed_by_another_thread() throws Exception {
    languages.addEcosystem(ToyServices.objects(toy, reference));
    Lease<Ecosystem> lease = languages.ecosystem("toy");
    CountDownLatch gone = new CountDownLatch(1);
    Thread leaver =
        new Thread(
            () -> {
              languages.removeEcosystem(reference);
              gone.countDown();
            });
    leaver.start();
    while (!languages.ids().isEmpty()) {
      Thread.onSpinWait();
    }
    assertFalse(gone.await(50, TimeUnit.MILLISECONDS));
    languages.ecosystem("toy").close();
    CompletableFuture<Lease<Ecosystem>> stranger =
        CompletableFuture.supplyAsync(() -> languages.ecosystem("toy"));
    assertInstanceOf(
        Refusal.class, assertThrows(ExecutionException.class, stranger::get).getCause());
    lease.close();
    lease.close();
    assertTrue(gone.await(30, TimeUnit.SECONDS));
  }

  @Test
  void a_lease_never_closed_holds_a_leaving_language_only_for_so_long() {
    LeasedLanguages impatient = new LeasedLanguages(Toys.QUIET, ToyServices.UNBOUNDED, 20, 20);
    impatient.addEcosystem(ToyServices.objects(toy, reference));
    impatient.ecosystem("toy");
    impatient.removeEcosystem(reference);
    assertEquals(List.of(), impatient.ids());
  }

  private static ClientSettings settings() {
    return (ClientSettings)
        java.lang.reflect.Proxy.newProxyInstance(
            ClientSettings.class.getClassLoader(),
            new Class<?>[] {ClientSettings.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "equals" -> proxy == args[0];
                  case "hashCode" -> 1;
                  default -> null;
                });
  }
}
