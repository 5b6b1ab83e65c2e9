package org.omnipkg.resolve.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages.Lease;
import org.omnipkg.resolve.internal.Toys.ToyEcosystem;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Solver;
import org.osgi.framework.ServiceReference;

class LeasedLanguagesTest {
  private final LeasedLanguages languages = new LeasedLanguages(Toys.QUIET, 60_000);
  private final ToyEcosystem toy = new ToyEcosystem();
  private final ServiceReference<Ecosystem> reference =
      Toys.reference(Ecosystem.class, "1.0.0", Ecosystem.ID, "toy");

  @Test
  void a_language_is_found_by_its_id_and_by_an_alias() {
    languages.addEcosystem(toy, reference);
    try (Lease<Ecosystem> byId = languages.ecosystem("toy");
        Lease<Ecosystem> byAlias = languages.ecosystem("play")) {
      assertSame(toy, byId.service());
      assertSame(toy, byAlias.service());
    }
    assertEquals(List.of("toy"), languages.ids());
  }

  @Test
  void an_unknown_language_is_refused_with_the_names_of_those_here() {
    languages.addEcosystem(toy, reference);
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
          none, Toys.reference(Solver.class, "1.0.0", Ecosystem.ID, "toy", Solver.NAME, name));
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
    languages.addEcosystem(toy, reference);
    languages.addEcosystem(newer, Toys.reference(Ecosystem.class, "10.0.0", Ecosystem.ID, "toy"));
    languages.addEcosystem(middle, Toys.reference(Ecosystem.class, "9.0.0", Ecosystem.ID, "toy"));
    try (Lease<Ecosystem> lease = languages.ecosystem("toy")) {
      assertSame(newer, lease.service());
    }
  }

  @Test
  void a_skill_is_leased_by_its_kind_and_language() {
    ClientSettings settings = settings();
    languages.addClientSettings(
        settings, Toys.reference(ClientSettings.class, "1.0.0", Ecosystem.ID, "toy"));
    assertSame(settings, languages.skill(ClientSettings.class, "toy").orElseThrow().service());
    assertTrue(languages.skill(ClientSettings.class, "other").isEmpty());
    assertTrue(languages.skill(Path.class, "toy").isEmpty());
  }

  @Test
  void a_leaving_language_waits_for_the_lease_closed_by_another_thread() throws Exception {
    languages.addEcosystem(toy, reference);
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
    assertThrows(Refusal.class, () -> languages.ecosystem("toy"));
    lease.close();
    lease.close();
    assertTrue(gone.await(30, TimeUnit.SECONDS));
  }

  @Test
  void a_lease_never_closed_holds_a_leaving_language_only_for_so_long() {
    LeasedLanguages impatient = new LeasedLanguages(Toys.QUIET, 20);
    impatient.addEcosystem(toy, reference);
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
