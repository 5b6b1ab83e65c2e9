package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.tck.probe.Activator;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;

/**
 * What every add-on that brings a language promises as a bundle, resolvers beside it or not. Extend
 * it and name the jar, by the system property {@value #JAR} or by {@link #jar()}.
 */
public abstract class BundleContract extends AddOnContract {
  private @Nullable Exchanges exchanges;

  @Override
  final boolean isThere() {
    return addOn().languages().stream().anyMatch(addOn()::isMade);
  }

  @Override
  @SuppressWarnings("unchecked")
  final List<String> complaints() throws Exception {
    return (List<String>) addOn().container().ask(Activator.VISIT);
  }

  @Test
  public void it_registers_exactly_one_ecosystem() throws BundleException {
    addOn().start();
    assertEquals(
        1,
        addOn().languages().size(),
        "an add-on brings one service of type "
            + Ecosystem.class.getName()
            + ": a class with @Component(property = Ecosystem.ID + \"=...\") whose constructor"
            + " does not fail");
    assertTrue(
        isThere(),
        "the Ecosystem is announced but cannot be made: its constructor or its @Activate method"
            + " throws (Declarative Services tells it on the output of the test)");
  }

  @Test
  public void its_services_say_whose_they_are() throws Exception {
    serving();
    Object id = addOn().container().ask(Activator.ID);
    for (ServiceReference<?> service : addOn().services()) {
      assertEquals(
          id,
          service.getProperty(Ecosystem.ID),
          "the property "
              + Ecosystem.ID
              + " of "
              + Container.contracts(service)
              + " must be what id() answers");
    }
  }

  @Test
  public void its_manifest_says_which_language_it_brings() throws Exception {
    serving();
    Object id = addOn().container().ask(Activator.ID);
    assertEquals(
        List.of(id),
        Wires.offers(addOn().bundle(), Ecosystem.ID),
        "the manifest must provide the capability "
            + Ecosystem.ID
            + " with what id() answers, so that others can require it: put @ProvidesEcosystem(\""
            + id
            + "\") on the Ecosystem's class");
  }

  @Test
  public void each_part_answers_or_refuses_politely() throws Exception {
    serving();
    assertEquals(
        List.of(),
        complaints(),
        "a part answers with a value or refuses with an org.omnipkg.model.Refusal, also where"
            + " nothing can be fetched or run");
  }

  private Exchanges exchanged() throws Exception {
    Exchanges done = exchanges;
    if (done == null) {
      polite();
      done = new Exchanges(addOn().container(), addOn().bundle(), addOn().jar());
      done.run(rounds());
      exchanges = done;
    }
    return done;
  }

  @Test
  public void it_survives_twenty_updates_under_calls() throws Exception {
    assertEquals(List.of(), List.copyOf(exchanged().complaints()));
  }

  @Test
  public void what_was_updated_leaves_no_class_loader_behind() throws Exception {
    Exchanges done = exchanged();
    assumeTrue(done.complaints().isEmpty(), "an update fails");
    addOn().bundle().stop();
    int held = done.held();
    assertEquals(
        0,
        held,
        () ->
            "revisions that are gone are still held: stop your threads in @Deactivate, leave nothing"
                + " in statics and thread locals of others; threads of theirs: "
                + done.threads());
  }
}
