package org.omnipkg.engine.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.omnipkg.environment.State;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.NameSearch;
import org.omnipkg.store.Ledger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * What the bare words of an {@code install} mean. Every language is asked; what is certain is
 * taken, and remembered. Nothing is guessed.
 */
@Component(service = Meanings.class)
public final class Meanings {
  /** What was certain once, by word. */
  private static final String TABLE = "meanings";

  private final Languages languages;
  private final Ledger ledger;
  private final ProjectWords projects;
  private final ExecutorService pool =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "search");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public Meanings(
      @Reference Languages languages, @Reference Ledger ledger, @Reference ProjectWords projects) {
    this.languages = languages;
    this.ledger = ledger;
    this.projects = projects;
  }

  @Deactivate
  void stop() {
    pool.shutdownNow();
  }

  /**
   * The same words, with the language of what the environment has under such a name; asks nobody.
   */
  List<String> here(List<String> words, Optional<State> state) {
    return words.stream()
        .map(
            word ->
                state
                    .filter(s -> !Words.isPrefixed(word) && BareWords.isOpen(word))
                    .flatMap(s -> BareWords.language(word, s, languages))
                    .map(language -> language + ":" + word)
                    .orElse(word))
        .toList();
  }

  /**
   * The same words, each with its language in front where that is not Python.
   *
   * @param patience how long the registries have for their answers, together
   */
  List<String> of(List<String> words, Optional<State> state, Duration patience, HouseDesk desk) {
    List<String> settled = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (String word : words) {
      Optional<String> known = known(word, state);
      settled.add(known.orElse(word));
      if (known.isEmpty()) {
        open.add(word);
      }
    }
    Set<String> asked = asked();
    if (open.isEmpty() || asked.isEmpty() || desk.offline()) {
      return settled;
    }
    ready(desk);
    desk.progress().step("Asking what " + String.join(", ", open) + " may be");
    List<Callable<Finding>> work = new ArrayList<>();
    open.forEach(word -> asked.forEach(one -> work.add(() -> search(word, one, desk))));
    List<Finding> found = answers(work, patience);
    Set<String> late = new LinkedHashSet<>(asked);
    for (String language : asked) {
      if (answered(language, open, found)) {
        late.remove(language);
      }
    }
    Set<String> silent = new LinkedHashSet<>(languages.ids());
    silent.removeAll(asked);
    silent.addAll(late);
    for (String word : open) {
      List<Weighing.Meaning> meanings =
          found.stream()
              .filter(one -> one.word().equals(word))
              .flatMap(one -> one.meanings().stream())
              .toList();
      Weighing weighing =
          new Weighing(meanings, state.map(Portion::languages).orElse(List.of()), silent.isEmpty());
      String meant = settle(word, weighing, silent, desk);
      settled.set(settled.indexOf(word), meant);
    }
    if (!late.isEmpty()) {
      String which = String.join(", ", late);
      desk.progress().note("the registry of " + which + " did not answer and was left out");
    }
    return settled;
  }

  /** Finding out where Python's packages come from may take an interpreter: no registry's time. */
  private static void ready(HouseDesk desk) {
    try {
      desk.sources(Words.BARE);
    } catch (Refusal told) {
      return; // Whoever asks there is told again, and counts as silent.
    }
  }

  private static boolean answered(String language, List<String> words, List<Finding> found) {
    return words.stream()
        .allMatch(
            word ->
                found.stream()
                    .anyMatch(
                        one ->
                            one.word().equals(word)
                                && one.language().equals(language)
                                && !one.silent()));
  }

  /** What was found in time; who is late is not waited for. */
  private List<Finding> answers(List<Callable<Finding>> work, Duration patience) {
    List<Finding> found = new ArrayList<>();
    try {
      for (Future<Finding> one : pool.invokeAll(work, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        if (!one.isCancelled()) {
          found.add(one.get());
        }
      }
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("cancelled");
      cancelled.initCause(e);
      throw cancelled;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  private String settle(String word, Weighing weighing, Set<String> silent, HouseDesk desk) {
    Optional<String> certain = weighing.certain();
    if (certain.isPresent()) {
      String meant = certain.get();
      if (silent.isEmpty()) {
        remember(word, meant);
      }
      return tell(word, meant, weighing, desk);
    }
    Optional<String> here =
        weighing.amongThose(projects.languages(desk.caller(), weighing.names()));
    if (here.isPresent()) {
      return tell(word, here.get(), weighing, desk);
    }
    if (weighing.isEmpty()) {
      return word;
    }
    throw new Refusal(
        Diagnostic.user(
                "requirement.ambiguous",
                weighing.isOne()
                    ? "it is not certain that `" + word + "` means this package"
                    : "`" + word + "` may mean more than one package",
                "put the language in front, as `" + weighing.example() + "` does")
            .with(lines(weighing, silent)));
  }

  private static List<String> lines(Weighing weighing, Set<String> silent) {
    List<String> lines = new ArrayList<>(weighing.lines());
    if (!silent.isEmpty()) {
      lines.add("could not be asked: " + String.join(", ", silent));
    }
    return lines;
  }

  private static String tell(String word, String meant, Weighing weighing, HouseDesk desk) {
    if (!meant.equals(Words.BARE + ":" + word) && !weighing.isPlain(meant)) {
      desk.progress().note("`" + word + "` is " + weighing.full(meant));
    }
    return meant;
  }

  /** What needs no asking. */
  private Optional<String> known(String word, Optional<State> state) {
    if (Words.isPrefixed(word) || !BareWords.isOpen(word)) {
      return Optional.of(word);
    }
    return state
        .flatMap(s -> BareWords.language(word, s, languages))
        .map(language -> language + ":" + word)
        .or(() -> remembered(word));
  }

  /** Another language may know the word better: what was certain holds for these languages. */
  private void remember(String word, String meant) {
    String row = meant + "\n" + String.join(" ", languages.ids());
    ledger.put(TABLE, word, row.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<String> remembered(String word) {
    String among = "\n" + String.join(" ", languages.ids());
    return ledger
        .get(TABLE, word)
        .map(row -> new String(row, StandardCharsets.UTF_8))
        .filter(row -> row.endsWith(among))
        .map(row -> row.substring(0, row.length() - among.length()));
  }

  /** Languages that can be asked. */
  private Set<String> asked() {
    Set<String> asked = new LinkedHashSet<>();
    for (String language : languages.ids()) {
      languages
          .skill(NameSearch.class, language)
          .ifPresent(
              lease -> {
                lease.close();
                asked.add(language);
              });
    }
    return asked;
  }

  /**
   * What one language says of a word.
   *
   * @param silent whether it could not be asked
   */
  private record Finding(
      String word, String language, List<Weighing.Meaning> meanings, boolean silent) {}

  private Finding search(String word, String language, HouseDesk desk) {
    int at = word.indexOf('@', 1);
    String name = at < 0 ? word : word.substring(0, at);
    String version = at < 0 ? "" : word.substring(at);
    Optional<Languages.Lease<NameSearch>> skill = languages.skill(NameSearch.class, language);
    if (skill.isEmpty()) {
      return new Finding(word, language, List.of(), true);
    }
    try (Languages.Lease<NameSearch> search = skill.get();
        Languages.Lease<Ecosystem> lease = languages.ecosystem(language)) {
      if (at > 0 && !reads(lease.service(), word)) {
        return new Finding(word, language, List.of(), false);
      }
      List<Weighing.Meaning> meanings =
          search.service().search(name, desk).stream()
              .map(one -> new Weighing.Meaning(language, one, one.words() + version))
              .toList();
      return new Finding(word, language, meanings, false);
    } catch (Refusal refusal) {
      return new Finding(
          word, language, List.of(), refusal.diagnostic().kind() == Diagnostic.Kind.OUTSIDE);
    }
  }

  private static boolean reads(Ecosystem language, String word) {
    try {
      return language.grammar().parse(word).direct().isEmpty();
    } catch (Refusal notItsWay) {
      return false;
    }
  }
}
