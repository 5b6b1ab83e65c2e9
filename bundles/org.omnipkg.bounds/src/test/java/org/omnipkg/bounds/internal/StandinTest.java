package org.omnipkg.bounds.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Release;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.ProjectReader;
import org.omnipkg.spi.Step;
import org.omnipkg.spi.Versions;

class StandinTest {
  private static final PackageName NAME = new PackageName("toy", "ball");

  private final Neighbour neighbour = Neighbours.patient();
  private final Thread home = Thread.currentThread();

  /** A service that answers everything with the same. */
  private static <S> S answering(Class<S> kind, Object answer) {
    return kind.cast(
        Proxy.newProxyInstance(
            StandinTest.class.getClassLoader(),
            new Class<?>[] {kind},
            (proxy, method, arguments) -> answer));
  }

  private <S> S bounded(Class<S> kind, Object answer) {
    return Neighbours.standin(kind, answering(kind, answer), neighbour);
  }

  private static String nonsense(Runnable call) {
    org.omnipkg.model.Diagnostic why =
        assertThrows(org.omnipkg.model.Refusal.class, call::run).diagnostic();
    assertEquals("plugin.nonsense", why.code());
    return why.details().get(0);
  }

  private static Release release(String name, String version, Condition usable) {
    return new Release(
        new Pin(new PackageName("toy", name), version),
        Optional.empty(),
        Optional.empty(),
        false,
        usable,
        "",
        List.of());
  }

  private static Listing listing(Release... releases) {
    return new Listing(NAME, List.of(releases), Map.of(), Map.of(), "here");
  }

  @Test
  void null_is_no_answer() {
    assertEquals("it is null", nonsense(() -> bounded(Grammar.class, null).name("x")));
  }

  @Test
  void nulls_within_are_found_wherever_they_are() {
    List<String> holed = new ArrayList<>(Collections.singletonList(null));
    nonsense(() -> bounded(ProjectReader.class, holed).files());
    Placement half = new Placement("a", null, Optional.of("text"), false);
    Bubble bubble = new Bubble("toy-1.0", List.of(half), Map.of());
    assertEquals("`digest` of a Placement is null", nonsense(() -> place(bubble)));
  }

  private void place(Bubble bubble) {
    bounded(Layout.class, bubble).place(null, null, List.of(), null, null);
  }

  @Test
  void a_list_of_its_own_becomes_an_ordinary_one() {
    List<String> own =
        new AbstractList<>() {
          @Override
          public String get(int index) {
            return "toy.json";
          }

          @Override
          public int size() {
            return 1;
          }
        };
    List<String> files = bounded(ProjectReader.class, own).files();
    assertEquals(List.of("toy.json"), files);
    assertNotSame(own, files);
    assertTrue(files.getClass().getName().startsWith("java.util."));
  }

  @Test
  void a_list_without_end_is_told_by_its_size() {
    List<String> endless =
        new AbstractList<>() {
          @Override
          public String get(int index) {
            return "toy.json";
          }

          @Override
          public int size() {
            return Integer.MAX_VALUE;
          }
        };
    assertTrue(nonsense(() -> bounded(ProjectReader.class, endless).files()).contains("more than"));
  }

  @Test
  void an_answer_that_is_as_it_should_be_is_passed_on_as_it_is() {
    Bubble bubble =
        new Bubble("toy-1.0", List.of(Placement.text("lib/toy.txt", "x", false)), Map.of());
    assertSame(bubble, bounded(Layout.class, bubble).place(null, null, List.of(), null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../up", "/etc/passwd", "a/../../b", "a//b", "", "a/./b"})
  void a_path_stays_below_its_place(String path) {
    Bubble bubble = new Bubble("toy-1.0", List.of(Placement.text(path, "x", false)), Map.of());
    assertTrue(nonsense(() -> place(bubble)).contains("below its place"));
  }

  @Test
  void a_generation_is_written_within_itself() {
    Prefix prefix =
        new Prefix(
            Path.of("/env/gens/1"),
            Path.of("/env/farm/1"),
            new Runtime("toy", "toyvm", "1", Path.of("/t"), Path.of("/t"), "path", Map.of()),
            List.of(),
            Optional.empty());
    Step inside = new Step.Write(Path.of("/env/gens/1/bin/toy"), "x", true);
    Step outside = new Step.Write(Path.of("/env/gens/1/../2/bin/toy"), "x", true);
    assertEquals(1, bounded(Layout.class, List.of(inside)).prefix(prefix).size());
    nonsense(() -> bounded(Layout.class, List.of(outside)).prefix(prefix));
  }

  @Test
  void releases_are_those_asked_for_and_ascending() {
    Versions order =
        (Versions)
            Proxy.newProxyInstance(
                StandinTest.class.getClassLoader(),
                new Class<?>[] {Versions.class},
                (proxy, method, arguments) ->
                    ((String) arguments[0]).compareTo((String) arguments[1]));
    Listing[] given = {listing()};
    PackageIndex index =
        (PackageIndex)
            Proxy.newProxyInstance(
                StandinTest.class.getClassLoader(),
                new Class<?>[] {PackageIndex.class},
                (proxy, method, arguments) -> given[0]);
    Ecosystem language =
        (Ecosystem)
            Proxy.newProxyInstance(
                StandinTest.class.getClassLoader(),
                new Class<?>[] {Ecosystem.class},
                (proxy, method, arguments) -> method.getName().equals("index") ? index : order);
    Ecosystem bounded = Neighbours.standin(Ecosystem.class, language, neighbour);
    given[0] =
        listing(release("ball", "1", Condition.ALWAYS), release("ball", "2", Condition.ALWAYS));
    assertSame(given[0], bounded.index().releases(NAME, null));
    assertSame(bounded.index(), bounded.index());
    given[0] =
        listing(release("ball", "2", Condition.ALWAYS), release("ball", "1", Condition.ALWAYS));
    assertEquals("2 stands before 1", nonsense(() -> bounded.index().releases(NAME, null)));
    given[0] = listing(release("bat", "1", Condition.ALWAYS));
    nonsense(() -> bounded.index().releases(NAME, null));
  }

  @Test
  void a_name_is_of_its_own_language() {
    nonsense(() -> bounded(Grammar.class, new PackageName("python", "numpy")).name("numpy"));
    nonsense(() -> bounded(Grammar.class, new PackageName("toy", " ")).name(" "));
  }

  @Test
  void a_choice_is_among_what_there_is() {
    BitSet beyond = new BitSet();
    beyond.set(7);
    Versions.Choice choice = new Versions.Choice(beyond, new BitSet(), false);
    nonsense(() -> bounded(Versions.class, choice).select("", listing()));
    nonsense(() -> bounded(Versions.class, 3).prefer(new BitSet(), listing(), null));
    assertEquals(7, bounded(Versions.class, 7).prefer(beyond, listing(), null));
  }

  @Test
  void what_it_is_given_it_cannot_change() {
    BitSet among = new BitSet();
    among.set(1);
    Versions clearing =
        (Versions)
            Proxy.newProxyInstance(
                StandinTest.class.getClassLoader(),
                new Class<?>[] {Versions.class},
                (proxy, method, arguments) -> {
                  ((BitSet) arguments[0]).clear();
                  return 1;
                });
    assertEquals(
        1, Neighbours.standin(Versions.class, clearing, neighbour).prefer(among, listing(), null));
    assertTrue(among.get(1));
  }

  @Test
  void an_order_made_of_a_bounded_one_is_bounded_too() {
    Versions order =
        (Versions)
            Proxy.newProxyInstance(
                StandinTest.class.getClassLoader(),
                new Class<?>[] {Versions.class},
                (proxy, method, arguments) -> {
                  assertNotSame(home, Thread.currentThread());
                  return ((String) arguments[0]).compareTo((String) arguments[1]);
                });
    Versions bounded = Neighbours.standin(Versions.class, order, neighbour);
    assertEquals(1, bounded.reversed().compare("a", "b"));
  }

  @Test
  void what_a_target_holds_is_asked_once() {
    int[] asked = {0};
    Condition own =
        new Condition() {
          @Override
          public boolean holds(Target target) {
            asked[0]++;
            return true;
          }

          @Override
          public String toString() {
            return "os = toy";
          }
        };
    Condition term = new Term(Neighbours.standin(Condition.class, own, neighbour), own.toString());
    Target target = new Target(new Platform("linux", "x86_64", "glibc", "2.36"), List.of());
    assertTrue(term.holds(target));
    assertTrue(term.holds(target));
    assertEquals(1, asked[0]);
    assertEquals("os = toy", term.toString());
    assertEquals(new Term(Condition.ALWAYS, "os = toy"), term);
  }

  @Test
  void names_of_files_are_names() {
    assertEquals("toy", bounded(Ecosystem.class, "toy").id());
    nonsense(() -> bounded(ProjectReader.class, List.of("../x")).files());
    nonsense(() -> bounded(Ecosystem.class, Set.of("no alias")).aliases());
    nonsense(() -> bounded(Ecosystem.class, "other").id());
  }
}
