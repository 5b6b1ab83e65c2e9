package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Source;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Desk;

/** What every {@link ClientSettings} promises. Extend it and hand over two machines. */
@Contract("ClientSettings (optional): what the client is told")
public abstract class ClientSettingsContract {
  /** What a client may do without. */
  public enum Behaviour {
    /** A folder or page of files can be named beside indexes. */
    FLAT_PLACES,
    /** More than one index can be in force at once; without it the machine tells of one. */
    SEVERAL_INDEXES,
    /** Only the client itself, a runtime's, knows its built-in default; no library does. */
    OWN_DEFAULT
  }

  private final AtomicInteger asked = new AtomicInteger();

  protected abstract ClientSettings settings();

  /**
   * A machine whose client is told of two indexes and, where it has those, a flat place; one with a
   * password.
   */
  protected abstract Desk configured();

  /** The addresses {@link #configured()} tells of, indexes first, in the client's own order. */
  protected abstract List<URI> places();

  /** A machine whose client is told of nothing. */
  protected abstract Desk unconfigured();

  /** A runtime on either machine. */
  protected abstract Path interpreter();

  /** Whether the client has this; everything by default. */
  protected boolean has(Behaviour behaviour) {
    return true;
  }

  private List<Source> sources(Desk desk) {
    return settings()
        .sources(
            () -> {
              asked.incrementAndGet();
              return interpreter();
            },
            desk);
  }

  @Test
  public void what_the_client_was_told_is_taken_in_its_order() {
    assertEquals(places(), sources(configured()).stream().map(Source::location).toList());
  }

  @Test
  public void indexes_come_before_flat_places() {
    List<Source.Form> forms = sources(configured()).stream().map(Source::form).toList();
    if (!has(Behaviour.FLAT_PLACES)) {
      List<Source.Form> indexes =
          Collections.nCopies(has(Behaviour.SEVERAL_INDEXES) ? 2 : 1, Source.Form.INDEX);
      assertEquals(indexes, forms);
      return;
    }
    assertTrue(forms.indexOf(Source.Form.FLAT) > forms.lastIndexOf(Source.Form.INDEX));
  }

  @Test
  public void a_configured_client_costs_no_search_for_an_interpreter() {
    sources(configured());
    assertEquals(0, asked.get());
  }

  @Test
  public void where_nothing_is_said_the_built_in_default_counts() {
    List<Source> sources = sources(unconfigured());
    assertEquals(1, sources.size(), sources.toString());
    assertEquals(Source.Form.INDEX, sources.get(0).form());
  }

  @Test
  public void the_built_in_default_is_learned_from_the_client_itself() {
    sources(unconfigured());
    assertEquals(has(Behaviour.OWN_DEFAULT) ? 1 : 0, asked.get());
  }

  @Test
  public void no_two_sources_have_one_label() {
    Set<String> labels = new HashSet<>();
    for (Source source : sources(configured())) {
      assertTrue(labels.add(source.label()), source.label());
    }
  }

  @Test
  public void a_label_shows_nothing_of_an_address() {
    for (Source source : sources(configured())) {
      assertTrue(source.label().matches("[a-z][a-z0-9-]*"), source.label());
      assertFalse(source.label().contains(String.valueOf(source.location().getHost())));
    }
  }

  @Test
  public void the_same_machine_gives_the_same_answer() {
    Desk desk = configured();
    assertEquals(sources(desk), sources(desk));
  }
}
