package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource;
import org.omnipkg.spi.RuntimeSource.Candidate;
import org.omnipkg.spi.RuntimeSource.Provider;

/** What every {@link RuntimeSource} promises. Extend it and hand over a small machine. */
@Contract("RuntimeSource (optional): interpreters")
public abstract class RuntimeSourceContract {
  private static final Set<String> ORIGINS =
      Set.of(
          "path", "pyenv", "uv", "conda", "rbenv", "rvm", "asdf", "nvm", "fnm", "volta", "mise",
          "system");

  /** What a language may do without; nothing is offered then. */
  public enum Behaviour {
    /** Runtimes can be obtained; without it they come with the machine, by its advice. */
    OBTAINABLE
  }

  protected abstract RuntimeSource source();

  /** Id of the language. */
  protected abstract String ecosystem();

  /** Orders the versions of runtimes. */
  protected abstract Comparator<String> order();

  /** A machine with {@link #executable()} on it, and children that can be run. */
  protected abstract Desk desk();

  /** A runtime that can be found on that machine. */
  protected abstract Path executable();

  /** Its full version, of at least two components. */
  protected abstract String version();

  /** An executable that is no runtime of the language. */
  protected abstract Path impostor();

  /** A platform for which runtimes can be obtained. */
  protected abstract Platform platform();

  /** Whether the language has this; everything by default. */
  protected boolean has(Behaviour behaviour) {
    return true;
  }

  private Candidate candidate() {
    return new Candidate(executable(), "path", Map.of());
  }

  private List<Provider> providers() {
    List<Provider> providers = source().providers(platform(), desk());
    if (!has(Behaviour.OBTAINABLE)) {
      assertEquals(List.of(), providers);
      return providers;
    }
    assertFalse(providers.isEmpty(), "nothing to be obtained for " + platform().id());
    return providers;
  }

  @Test
  public void looking_runs_nothing() {
    WatchedDesk desk = new WatchedDesk(desk());
    source().locate(desk);
    assertEquals(List.of(), desk.ran());
  }

  @Test
  public void what_is_on_the_machine_is_found() {
    Desk desk = desk();
    assertTrue(source().locate(desk).stream().anyMatch(c -> c.executable().equals(executable())));
  }

  @Test
  public void no_executable_is_named_twice() {
    Set<Path> found = new HashSet<>();
    for (Candidate candidate : source().locate(desk())) {
      assertTrue(found.add(candidate.executable()), candidate.toString());
    }
  }

  @Test
  public void a_candidate_is_an_executable_by_its_absolute_path() {
    for (Candidate candidate : source().locate(desk())) {
      assertTrue(candidate.executable().isAbsolute(), candidate.toString());
      assertTrue(Files.isExecutable(candidate.executable()), candidate.toString());
    }
  }

  @Test
  public void where_a_candidate_comes_from_is_said_in_known_words() {
    for (Candidate candidate : source().locate(desk())) {
      assertTrue(ORIGINS.contains(candidate.origin()), candidate.toString());
    }
  }

  @Test
  public void a_runtime_says_its_language_and_version() {
    Runtime runtime = source().probe(candidate(), desk()).orElseThrow();
    assertEquals(ecosystem(), runtime.ecosystem());
    assertEquals(version(), runtime.version());
  }

  @Test
  public void a_runtime_has_an_absolute_executable_and_home() {
    Runtime runtime = source().probe(candidate(), desk()).orElseThrow();
    assertTrue(runtime.executable().isAbsolute(), runtime.toString());
    assertTrue(runtime.home().isAbsolute(), runtime.toString());
  }

  @Test
  public void a_runtime_keeps_its_origin() {
    Candidate obtained = new Candidate(executable(), "omnipkg", Map.of());
    assertEquals("omnipkg", source().probe(obtained, desk()).orElseThrow().origin());
  }

  @Test
  public void asking_runs_one_child() {
    WatchedDesk desk = new WatchedDesk(desk());
    source().probe(candidate(), desk);
    assertEquals(1, desk.ran().size());
  }

  @Test
  public void the_variables_of_a_candidate_reach_the_child() {
    WatchedDesk desk = new WatchedDesk(desk());
    source().probe(new Candidate(executable(), "path", Map.of("SOME", "value")), desk);
    assertTrue(
        desk.ran().stream().allMatch(child -> "value".equals(child.environment().get("SOME"))));
  }

  @Test
  public void what_is_no_runtime_is_nothing() {
    Candidate candidate = new Candidate(impostor(), "path", Map.of());
    assertEquals(Optional.empty(), source().probe(candidate, desk()));
  }

  @Test
  public void a_version_means_itself() {
    assertTrue(source().matches(version(), version()));
    assertFalse(source().matches(version(), version() + ".1"));
  }

  @Test
  public void a_beginning_means_whole_components() {
    String beginning = version().substring(0, version().lastIndexOf('.'));
    assertTrue(source().matches(version(), beginning));
    assertFalse(source().matches(beginning + "7." + version(), beginning));
  }

  @Test
  public void no_wish_at_all_is_met_by_something_that_can_be_obtained() {
    List<Provider> providers = providers();
    assertTrue(
        providers.isEmpty()
            || providers.stream().anyMatch(one -> source().matches(one.version(), "")));
    assertTrue(source().advice().lines().count() <= 1, source().advice());
  }

  @Test
  public void what_can_be_obtained_comes_newest_first() {
    List<Provider> providers = providers();
    for (int i = 1; i < providers.size(); i++) {
      String before = providers.get(i - 1).version();
      assertTrue(order().compare(before, providers.get(i).version()) >= 0, before);
    }
  }

  @Test
  public void what_can_be_obtained_is_for_the_platform_asked_about() {
    for (Provider provider : providers()) {
      assertEquals(platform().id(), provider.platform(), provider.toString());
    }
    Platform nowhere = new Platform("nowhere", "z80", "", "");
    assertEquals(List.of(), source().providers(nowhere, desk()));
  }

  @Test
  public void what_can_be_obtained_is_of_this_language() {
    for (Provider provider : providers()) {
      assertEquals(ecosystem(), provider.ecosystem(), provider.toString());
    }
  }

  @Test
  public void nothing_is_obtained_without_a_pinned_digest() {
    String pinned = "[0-9a-f]{64}|sha512:[0-9a-f]{128}|h1:[A-Za-z0-9+/]{43}=";
    for (Provider provider : providers()) {
      assertTrue(provider.sha256().matches(pinned), provider.toString());
    }
  }

  @Test
  public void nothing_that_is_obtained_leaves_its_home() {
    for (Provider provider : providers()) {
      Stream.concat(
              Stream.of(provider.root(), provider.probe()), provider.links().keySet().stream())
          .map(Path::of)
          .forEach(
              path ->
                  assertFalse(
                      path.isAbsolute() || path.normalize().startsWith(".."),
                      provider.version() + " " + path));
    }
  }

  @Test
  public void what_is_foretold_is_the_version_that_is_offered_and_not_here() {
    for (Provider provider : providers()) {
      source()
          .foretell(provider, platform())
          .ifPresent(
              runtime -> {
                assertEquals(ecosystem(), runtime.ecosystem());
                assertEquals(provider.version(), runtime.version());
                assertFalse(runtime.here(), runtime.toString());
              });
    }
  }

  @Test
  public void what_would_be_chosen_unasked_is_chosen_at_need_too() {
    for (Provider provider : providers()) {
      String version = provider.version();
      assertTrue(!source().matches(version, "") || source().atNeed(version), version);
    }
  }
}
