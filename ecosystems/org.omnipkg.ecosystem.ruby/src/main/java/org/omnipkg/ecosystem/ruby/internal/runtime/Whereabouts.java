package org.omnipkg.ecosystem.ruby.internal.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.support.Machine;
import org.omnipkg.ecosystem.support.Programs;
import org.omnipkg.spi.RuntimeSource.Candidate;

/**
 * Looks where Rubies lie: those of rbenv, rvm and asdf, the distribution's, then everything on the
 * PATH.
 *
 * @param environment the caller's variables
 * @param system folders of the distribution
 * @param shared where rvm lies when it is everybody's
 */
record Whereabouts(Map<String, String> environment, List<Path> system, List<Path> shared) {
  private static final Pattern NAME = Pattern.compile("ruby([0-9]+(\\.[0-9]+)*)?|jruby");
  private static final Programs RUBIES = new Programs(name -> NAME.matcher(name).matches());
  private static final List<String> IN_BIN = List.of("jruby", "ruby");

  /** Versions of rbenv and rvm that are no Ruby the house can serve. */
  private static final Pattern OTHER =
      Pattern.compile("(mruby|rbx|rubinius|maglev|macruby|ree|artichoke|picoruby).*");

  static Whereabouts of(Map<String, String> environment) {
    return new Whereabouts(
        environment,
        List.of(Path.of("/usr/bin"), Path.of("/usr/local/bin")),
        List.of(Path.of("/usr/local/rvm"), Path.of("/usr/share/rvm")));
  }

  /** Every Ruby once, under the most telling of its origins. */
  List<Candidate> all() {
    Map<Path, String> found = new LinkedHashMap<>();
    Machine machine = new Machine(environment);
    managed(machine.folder("RBENV_ROOT", ".rbenv"), "versions", "rbenv", found);
    managed(machine.folder("rvm_path", ".rvm"), "rubies", "rvm", found);
    shared.forEach(root -> managed(Optional.of(root), "rubies", "rvm", found));
    managed(machine.folder("ASDF_DATA_DIR", ".asdf"), "installs/ruby", "asdf", found);
    managed(machine.folder("MISE_DATA_DIR", ".local/share/mise"), "installs/ruby", "asdf", found);
    system.forEach(folder -> keep(RUBIES.in(folder), "system", found));
    Set<Path> shims = Set.copyOf(shims(machine));
    for (Path folder : machine.path()) {
      if (!shims.contains(folder)) {
        keep(RUBIES.in(folder), "path", found);
      }
    }
    return found.entrySet().stream()
        .map(e -> new Candidate(e.getKey(), e.getValue(), Map.of()))
        .toList();
  }

  private static void managed(
      Optional<Path> root, String versions, String origin, Map<Path, String> found) {
    root.ifPresent(
        place ->
            Machine.children(place.resolve(versions)).stream()
                .filter(v -> !OTHER.matcher(String.valueOf(v.getFileName())).matches())
                .forEach(v -> keep(Machine.inside(v, IN_BIN), origin, found)));
  }

  /** Small scripts that stand for whatever version is chosen at the moment. */
  private static List<Path> shims(Machine machine) {
    List<Path> shims = new ArrayList<>();
    machine.folder("RBENV_ROOT", ".rbenv").ifPresent(p -> shims.add(p.resolve("shims")));
    machine.folder("ASDF_DATA_DIR", ".asdf").ifPresent(p -> shims.add(p.resolve("shims")));
    machine
        .folder("MISE_DATA_DIR", ".local/share/mise")
        .ifPresent(p -> shims.add(p.resolve("shims")));
    return shims.stream().distinct().toList();
  }

  /** A generation's own commands are no runtimes, and what links lead to counts once. */
  private static void keep(List<Path> executables, String origin, Map<Path, String> found) {
    for (Path executable : executables) {
      try {
        Path real = executable.toRealPath();
        Path known = NAME.matcher(String.valueOf(real.getFileName())).matches() ? real : executable;
        if (Files.isRegularFile(real) && !ours(real)) {
          found.putIfAbsent(twin(known), origin);
        }
      } catch (IOException e) {
        continue;
      }
    }
  }

  /** JRuby has two names for one thing. */
  private static Path twin(Path executable) {
    Path jruby = executable.resolveSibling("jruby");
    boolean plain = String.valueOf(executable.getFileName()).equals("ruby");
    return plain && Files.isRegularFile(jruby) && Files.isExecutable(jruby) ? jruby : executable;
  }

  private static boolean ours(Path real) {
    Path bin = real.getParent();
    return bin != null && Files.exists(bin.resolveSibling(SandboxedRuby.NOTE));
  }
}
