package org.omnipkg.tck.sabotage;

import static java.util.Map.entry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Source;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.ClientSettingsContract;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.SabotageContract;
import org.omnipkg.tck.toy.ToySettingsTest;

class SettingsSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<ClientSettings>> FLAWS =
      Map.ofEntries(
          entry(
              "what_the_client_was_told_is_taken_in_its_order",
              telling(
                  list -> {
                    Collections.swap(list, 0, Math.min(1, list.size() - 1));
                    return list;
                  })),
          entry(
              "indexes_come_before_flat_places",
              telling(
                  list ->
                      list.stream()
                          .map(s -> new Source(s.label(), s.location(), Source.Form.INDEX))
                          .toList())),
          entry(
              "a_configured_client_costs_no_search_for_an_interpreter",
              settings ->
                  (interpreter, desk) -> {
                    if (desk.environment().containsKey("TOY_INDEXES")) {
                      interpreter.get();
                    }
                    return settings.sources(interpreter, desk);
                  }),
          entry(
              "where_nothing_is_said_the_built_in_default_counts",
              telling(list -> list.size() == 1 ? List.of() : list)),
          entry(
              "the_built_in_default_is_learned_from_the_client_itself",
              settings ->
                  (interpreter, desk) -> settings.sources(() -> Path.of("/toy/bin/toy"), desk)),
          entry("no_two_sources_have_one_label", labelled(s -> "index")),
          entry("a_label_shows_nothing_of_an_address", labelled(s -> String.valueOf(s.location()))),
          entry(
              "the_same_machine_gives_the_same_answer",
              settings -> {
                AtomicInteger turn = new AtomicInteger();
                return labelled(s -> s.label() + "-" + turn.incrementAndGet()).apply(settings);
              }));

  private static UnaryOperator<ClientSettings> telling(UnaryOperator<List<Source>> change) {
    return settings ->
        new ClientSettings() {
          @Override
          public List<Source> sources(Supplier<Path> interpreter, Desk desk) {
            return change.apply(new ArrayList<>(settings.sources(interpreter, desk)));
          }
        };
  }

  private static UnaryOperator<ClientSettings> labelled(
      java.util.function.Function<Source, String> label) {
    return telling(
        list ->
            list.stream().map(s -> new Source(label.apply(s), s.location(), s.form())).toList());
  }

  @Override
  protected Class<?> contract() {
    return ClientSettingsContract.class;
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
  static final class Specimen extends ToySettingsTest {
    private final ClientSettings settings;

    Specimen(Flaw flaw) {
      settings = flaw.in(super.settings(), FLAWS);
    }

    @Override
    protected ClientSettings settings() {
      return settings;
    }
  }
}
