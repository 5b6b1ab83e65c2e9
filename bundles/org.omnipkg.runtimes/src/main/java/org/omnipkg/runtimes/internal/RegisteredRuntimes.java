package org.omnipkg.runtimes.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.omnipkg.api.Places;
import org.omnipkg.api.Removal;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.process.Processes;
import org.omnipkg.runtimes.RuntimeRoom;
import org.omnipkg.runtimes.internal.Register.Book;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource;
import org.omnipkg.spi.RuntimeSource.Candidate;
import org.omnipkg.spi.RuntimeSource.Provider;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Runtimes in a register below {@link Places#runtimes()}; obtained ones lie beside it. */
@Component
public final class RegisteredRuntimes implements RuntimeRoom {
  private static final int MOST_SHOWN = 12;

  private static final VersionOrder ORDER = new VersionOrder();
  private static final Comparator<Runtime> NEWEST_FIRST =
      Comparator.comparing(Runtime::version, ORDER)
          .reversed()
          .thenComparing(Runtime::adopted, Comparator.reverseOrder());

  private final ObjectMapper json = new ObjectMapper();
  private final Path folder;
  private final Places places;
  private final Processes processes;
  private final Register register;
  private final Probes probes;
  private final Archives archives;
  private final Staging staging;

  @Activate
  public RegisteredRuntimes(
      BundleContext context,
      @Reference Places places,
      @Reference Processes processes,
      @Reference Fetcher fetcher,
      @Reference Unpacker unpacker) {
    this(
        Optional.ofNullable(context.getProperty("omnipkg.build")).orElse(""),
        places,
        processes,
        fetcher,
        unpacker);
  }

  RegisteredRuntimes(
      String build, Places places, Processes processes, Fetcher fetcher, Unpacker unpacker) {
    this.folder = places.runtimes();
    this.places = places;
    this.processes = processes;
    this.register = new Register(folder, json);
    this.probes = new Probes(register, build);
    this.archives = new Archives(fetcher, unpacker, json, places.cache().resolve("runtimes"));
    this.staging = new Staging(folder);
  }

  @Override
  public List<Runtime> known(RuntimeSource source, Desk desk) {
    Book book = register.read();
    List<Candidate> candidates = new ArrayList<>(source.locate(desk));
    Set<String> located = new TreeSet<>();
    candidates.forEach(c -> located.add(c.executable().toString()));
    book.added().stream()
        .filter(executable -> !located.contains(executable))
        .forEach(e -> candidates.add(new Candidate(Path.of(e), "path", Map.of())));
    candidates.removeIf(c -> book.forgotten().contains(c.executable().toString()));
    List<Path> ours = new ArrayList<>();
    for (Obtained obtained : obtained()) {
      ours.add(obtained.home());
      candidates.add(obtained.candidate());
    }
    // One of ours that is on the PATH too is still one of ours.
    candidates.removeIf(
        c ->
            !c.origin().equals("omnipkg")
                && ours.stream().anyMatch(home -> c.executable().startsWith(home)));
    return probes.ask(candidates, source, desk).stream()
        .sorted(
            Comparator.comparing((Runtime r) -> !source.usual(r.version()))
                .thenComparing(NEWEST_FIRST))
        .toList();
  }

  @Override
  public Runtime choose(RuntimeSource source, Optional<String> wanted, Desk desk) {
    String wish = wanted.map(String::strip).orElse("");
    if (wish.contains("/")) {
      return adopt(source, Path.of(wish), desk);
    }
    List<Runtime> known = known(source, desk);
    Optional<Runtime> here =
        best(known, r -> source.matches(r.version(), wish) && VersionOrder.stable(r.version()))
            .or(() -> best(known, r -> source.matches(r.version(), wish)));
    if (here.isPresent()) {
      return here.get();
    }
    List<Provider> obtainable = obtainable(source, desk);
    return obtainable.stream()
        .filter(p -> source.matches(p.version(), wish))
        .max(Comparator.comparing(Provider::version, ORDER))
        .map(p -> obtain(source, p, desk))
        .orElseThrow(() -> notFound(wish, known, obtainable, source.advice()));
  }

  @Override
  public List<Provider> obtainable(RuntimeSource source, Desk desk) {
    return source.providers(processes.platform(), desk);
  }

  @Override
  public Optional<Runtime> foretold(RuntimeSource source, Provider provider) {
    return source.foretell(provider, processes.platform());
  }

  @Override
  public Runtime obtain(RuntimeSource source, Provider provider, Desk desk) {
    String pin = Archives.pinned(provider).brief();
    String name = provider.ecosystem() + "-" + provider.version() + "-" + pin;
    Path home = folder.resolve(name);
    try {
      Optional<Runtime> there = present(home, source, desk);
      if (there.isPresent()) {
        return there.get();
      }
      staging.sweep();
      try (FileHold hold = staging.hold(name, desk.progress())) {
        if (hold.lock().isValid()) {
          there = present(home, source, desk);
        }
        return there.isPresent() ? there.get() : fresh(name, home, source, provider, desk);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void remove(Runtime runtime) {
    try {
      for (Obtained obtained : obtained()) {
        if (runtime.executable().startsWith(obtained.home())) {
          String name = obtained.home().getFileName().toString();
          try (FileHold hold = staging.hold(name, org.omnipkg.model.Progress.SILENT)) {
            if (hold.lock().isValid()) {
              staging.discard(obtained.home());
            }
          }
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String executable = runtime.executable().toString();
    register.change(
        book -> {
          Set<String> added = new TreeSet<>(book.added());
          Set<String> forgotten = new TreeSet<>(book.forgotten());
          added.remove(executable);
          forgotten.add(executable);
          return new Book(book.schema(), added, forgotten, book.probes());
        });
  }

  @Override
  public Runtime adopt(RuntimeSource source, Path executable, Desk desk) {
    Path given = desk.directory().resolve(executable).normalize();
    Runtime runtime =
        source
            .probe(new Candidate(given, "path", Map.of()), desk)
            .orElseThrow(
                () ->
                    new Refusal(
                        Diagnostic.user(
                            "runtime.not-found",
                            "`" + places.pretty(given) + "` is not a runtime that works here",
                            "give the path of the interpreter itself")));
    String found = runtime.executable().toString();
    register.change(
        book -> {
          Set<String> added = new TreeSet<>(book.added());
          Set<String> forgotten = new TreeSet<>(book.forgotten());
          added.add(found);
          forgotten.remove(found);
          return new Book(book.schema(), added, forgotten, book.probes());
        });
    // Asked again through the register, it has the origin it is known by.
    return known(source, desk).stream()
        .filter(r -> r.executable().equals(runtime.executable()))
        .findFirst()
        .orElse(runtime);
  }

  private Runtime fresh(String name, Path home, RuntimeSource source, Provider provider, Desk desk)
      throws IOException {
    desk.progress().step("Obtaining " + Archives.name(provider));
    staging.discard(home);
    Path staged = staging.fresh(name);
    try {
      Path root = archives.unpack(provider, staged, home, desk);
      Candidate trial =
          new Candidate(
              root.resolve(provider.probe()), "omnipkg", Archives.environment(provider, root));
      String version =
          source
              .probe(trial, desk)
              .orElseThrow(() -> Archives.unusable(provider, "it does not start on this machine"))
              .version();
      if (!version.equals(provider.version())) {
        throw Archives.unusable(provider, "it says it is " + version);
      }
      Files.move(root, home, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Removal.of(staged);
    }
    return present(home, source, desk)
        .orElseThrow(() -> Archives.unusable(provider, "it does not start in its place"));
  }

  /** A complete runtime of ours, if it still works. */
  private Optional<Runtime> present(Path home, RuntimeSource source, Desk desk) {
    return Obtained.at(home, json)
        .flatMap(o -> probes.ask(List.of(o.candidate()), source, desk).stream().findFirst());
  }

  private List<Obtained> obtained() {
    try {
      return Obtained.all(folder, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Runtime> best(List<Runtime> newestFirst, Predicate<Runtime> fits) {
    return newestFirst.stream().filter(fits).findFirst();
  }

  private static Refusal notFound(
      String wish, List<Runtime> known, List<Provider> obtainable, String advice) {
    boolean none = known.isEmpty() && obtainable.isEmpty() && !advice.isEmpty();
    String what =
        wish.isEmpty() ? "no runtime is fit to be chosen" : "there is no runtime `" + wish + "`";
    return new Refusal(
        new Diagnostic(
            "runtime.not-found",
            Diagnostic.Kind.USER,
            what,
            List.of(
                "here: " + listed(known.stream().map(Runtime::version).toList()),
                "can be obtained: " + lines(obtainable.stream().map(Provider::version).toList())),
            none ? advice : "name one of these versions, or the path of an interpreter"));
  }

  /** The first version of each line, which is its newest: some registries have hundreds. */
  private static String lines(List<String> newestFirst) {
    List<String> once = newestFirst.stream().distinct().toList();
    if (once.size() <= MOST_SHOWN) {
      return listed(once);
    }
    Set<String> lines = new HashSet<>();
    List<String> firsts = once.stream().filter(one -> lines.add(line(one))).toList();
    List<String> shown = firsts.subList(0, Math.min(MOST_SHOWN, firsts.size()));
    return listed(shown) + " and " + (once.size() - shown.size()) + " more";
  }

  private static String line(String version) {
    String[] parts = version.split("\\.", 3);
    boolean minor = parts.length > 1 && parts[0].length() == 1;
    return minor ? parts[0] + "." + parts[1] : parts[0];
  }

  private static String listed(List<String> versions) {
    List<String> once = versions.stream().distinct().toList();
    return once.isEmpty() ? "none" : String.join(", ", once);
  }
}
