package org.omnipkg.ecosystem.ruby.internal.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.omnipkg.ecosystem.ruby.internal.runtime.RubiesOfMachine;
import org.omnipkg.ecosystem.ruby.internal.runtime.SandboxedRuby;
import org.omnipkg.ecosystem.ruby.internal.settings.BundlerConfiguration;
import org.omnipkg.ecosystem.ruby.internal.text.Malformed;
import org.omnipkg.ecosystem.ruby.internal.version.GemRequirement;
import org.omnipkg.ecosystem.ruby.internal.version.GemVersion;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.ProjectReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Gemfiles, and the versions their locks fix as long as they still fit. */
@Component(property = Ecosystem.ID + "=ruby")
public final class RubyProjects implements ProjectReader {
  private static final List<String> NAMES = List.of("Gemfile", "gems.rb");
  private static final int LONGEST = 4 << 20;

  private final Function<Map<String, String>, List<Path>> rubies;

  @Activate
  public RubyProjects() {
    this(RubiesOfMachine::seenBy);
  }

  /**
   * @param rubies of a machine, by the variables of the one who asks
   */
  RubyProjects(Function<Map<String, String>, List<Path>> rubies) {
    this.rubies = rubies;
  }

  @Override
  public List<String> files() {
    return NAMES;
  }

  @Override
  public Project read(Path folder, Desk desk) {
    return read(folder, Optional.empty(), desk);
  }

  @Override
  public Project read(Path folder, Supplier<Runtime> runtime, Desk desk) {
    return read(folder, Optional.of(runtime), desk);
  }

  /** A JRuby brings its bundler; Rubies of the machine are asked before, some of which do too. */
  @Override
  public boolean serves(Runtime runtime) {
    return runtime.implementation().equals("jruby");
  }

  private Project read(Path folder, Optional<Supplier<Runtime>> runtime, Desk desk) {
    String name =
        NAMES.stream().filter(n -> Files.exists(folder.resolve(n))).findFirst().orElse("");
    if (name.isEmpty()) {
      return new Project(List.of(), List.of(), Map.of(), Optional.empty());
    }
    Read read = gemfile(folder, name, runtime, desk);
    Gemfile gemfile = read.gemfile();
    BundlerConfiguration bundler = BundlerConfiguration.read(desk.environment(), folder);
    Choice choice = new Choice(bundler.words("WITHOUT"), bundler.words("WITH"), engine(gemfile));
    String called = name.equals("Gemfile") ? "Gemfile.lock" : "gems.locked";
    Optional<GemfileLock> lock = lock(folder.resolve(called), called);
    List<Wanted> wanted = new ArrayList<>();
    List<Dependency> constraints = new ArrayList<>();
    Map<String, List<GemRequirement>> direct = new HashMap<>();
    Placed placed = new Placed(folder, lock);
    read.gems()
        .forEach(
            (file, gems) ->
                gems.stream()
                    .filter(choice::takes)
                    .forEach(
                        gem -> {
                          String where = gem.line() == 0 ? file : file + " line " + gem.line();
                          wanted.add(new Wanted(placed.words(gem, where), where));
                          direct
                              .computeIfAbsent(gem.name(), n -> new ArrayList<>())
                              .add(gem.range());
                          placed.limit(gem, where).ifPresent(constraints::add);
                        }));
    if (lock.isPresent()) {
      new Frozen(bundler, called, engine(gemfile)).check(lock.get().platforms());
      constraints.addAll(locked(lock.get(), called, direct));
    }
    return new Project(wanted, constraints, Map.of(), runtime(gemfile, folder, name));
  }

  private static Optional<GemfileLock> lock(Path file, String called) {
    return Files.exists(file)
        ? Optional.of(GemfileLock.read(text(file), called))
        : Optional.empty();
  }

  /**
   * A Gemfile.
   *
   * @param gems by the file that names them
   */
  private record Read(Gemfile gemfile, Map<String, List<Gemfile.Gem>> gems) {}

  /** Plain lines are read; whatever is more than that bundler is asked about. */
  private Read gemfile(Path folder, String name, Optional<Supplier<Runtime>> runtime, Desk desk) {
    try {
      return plain(folder, name);
    } catch (Refusal beyond) {
      Gemfile gemfile =
          new EvaluatedGemfile(folder, name, evaluators(runtime, desk), desk)
              .read()
              .orElseThrow(() -> Trouble.unevaluated(beyond));
      return new Read(gemfile, Map.of(name, gemfile.gems()));
    }
  }

  /** Rubies of the machine, and where none of them has a bundler one that is obtained. */
  private Stream<SandboxedRuby> evaluators(Optional<Supplier<Runtime>> runtime, Desk desk) {
    return Stream.concat(
        rubies.apply(desk.environment()).stream().map(SandboxedRuby::of),
        runtime.stream().map(found -> SandboxedRuby.of(found.get())));
  }

  private static Read plain(Path folder, String name) {
    Gemfile gemfile = Gemfile.read(text(folder.resolve(name)), name);
    Map<String, List<Gemfile.Gem>> gems = new LinkedHashMap<>();
    gems.put(name, gemfile.gems());
    for (Gemfile.Gemspec spec : gemfile.gemspecs()) {
      for (Path file : gemspecs(folder, spec, name)) {
        String called = String.valueOf(file.getFileName());
        gems.put(called, GemspecNeeds.read(text(file), called, spec.group()));
      }
    }
    return new Read(gemfile, gems);
  }

  /** What is locked binds unless the Gemfile was changed to want something else. */
  private static List<Dependency> locked(
      GemfileLock lock, String called, Map<String, List<GemRequirement>> direct) {
    List<Dependency> constraints = new ArrayList<>();
    lock.byName()
        .forEach(
            (gem, variants) -> {
              List<GemRequirement> wanted = direct.getOrDefault(gem, List.of());
              boolean fits =
                  variants.stream()
                      .map(one -> GemVersion.of(one.version()))
                      .allMatch(v -> wanted.stream().allMatch(r -> r.admits(v)));
              if (fits) {
                constraints.addAll(OnPlatform.constraints(gem, variants, called));
              }
            });
    return constraints;
  }

  private static String engine(Gemfile gemfile) {
    return gemfile.ruby().map(Gemfile.Ruby::engine).orElse("");
  }

  private static Optional<String> runtime(Gemfile gemfile, Path folder, String name) {
    if (gemfile.ruby().isEmpty()) {
      return Optional.empty();
    }
    Gemfile.Ruby ruby = gemfile.ruby().get();
    String range = ruby.range();
    if (!ruby.file().isEmpty()) {
      Path file = folder.resolve(ruby.file()).normalize();
      if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
        throw Trouble.malformed(name, ruby.line(), "the file of a version that is not there,");
      }
      range = version(text(file));
    }
    boolean other = !ruby.engine().isEmpty() && !ruby.engine().equals("ruby");
    try {
      String said = GemRequirement.of(other ? ruby.engineRange() : range).toString();
      return said.isEmpty() ? Optional.empty() : Optional.of(said);
    } catch (Malformed e) {
      throw Trouble.malformed(name, ruby.line(), "`" + e.text() + "`, which is no range,");
    }
  }

  /** Of a {@code .ruby-version} or a {@code .tool-versions}. */
  private static String version(String text) {
    for (String line : text.split("\r?\n", -1)) {
      String plain = line.replaceFirst("#.*", "").strip().replaceFirst("^ruby[ -]+", "");
      if (plain.matches("[0-9][0-9A-Za-z.]*")) {
        return plain;
      }
    }
    return "";
  }

  private static List<Path> gemspecs(Path folder, Gemfile.Gemspec spec, String name) {
    Path place = folder.resolve(spec.folder()).normalize();
    List<Path> found = new ArrayList<>();
    if (place.startsWith(folder) && Files.isDirectory(place)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(place, "*.gemspec")) {
        files.forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (found.isEmpty()) {
      throw Trouble.malformed(name, spec.line(), "a `gemspec` that is not there");
    }
    found.sort(null);
    return found;
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw Trouble.malformed(String.valueOf(file.getFileName()), 1, "too much");
      }
      return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Which gems count here: bundler's groups, and the platforms of the Ruby the project names, of
   * Ruby itself where it names none.
   */
  private record Choice(Set<String> without, Set<String> with, String engine) {
    Choice(List<String> without, List<String> with, String engine) {
      this(new HashSet<>(without), new HashSet<>(with), engine);
    }

    boolean takes(Gemfile.Gem gem) {
      Set<String> groups = new HashSet<>(gem.groups());
      boolean optional = groups.remove(Gemfile.OPTIONAL);
      if (groups.isEmpty()) {
        groups.add("default");
      }
      boolean asked = !optional || groups.stream().anyMatch(with::contains);
      return asked
          && !without.containsAll(groups)
          && (gem.platforms().isEmpty() || gem.platforms().stream().anyMatch(this::here));
    }

    private boolean here(String platform) {
      String kind = platform.replaceFirst("_[0-9]+$", "");
      return switch (kind) {
        case "ruby" -> !engine.equals("jruby");
        case "mri" -> !engine.equals("jruby") && !engine.equals("truffleruby");
        case "jruby", "truffleruby" -> engine.equals(kind);
        default -> false;
      };
    }
  }
}
