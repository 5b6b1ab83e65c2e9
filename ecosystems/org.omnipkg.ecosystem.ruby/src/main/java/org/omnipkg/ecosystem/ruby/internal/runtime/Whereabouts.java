package org.omnipkg.ecosystem.ruby.internal.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    Optional<Path> home = variable("HOME");
    managed(place("RBENV_ROOT", home, ".rbenv"), "versions", "rbenv", found);
    managed(place("rvm_path", home, ".rvm"), "rubies", "rvm", found);
    shared.forEach(root -> managed(Optional.of(root), "rubies", "rvm", found));
    managed(place("ASDF_DATA_DIR", home, ".asdf"), "installs/ruby", "asdf", found);
    managed(place("MISE_DATA_DIR", home, ".local/share/mise"), "installs/ruby", "asdf", found);
    system.forEach(folder -> keep(named(folder), "system", found));
    Set<Path> shims = Set.copyOf(shims(home));
    for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path folder = Path.of(entry);
      if (folder.isAbsolute() && !shims.contains(folder)) {
        keep(named(folder), "path", found);
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
            children(place.resolve(versions)).stream()
                .filter(v -> !OTHER.matcher(String.valueOf(v.getFileName())).matches())
                .forEach(v -> keep(inside(v), origin, found)));
  }

  /** Small scripts that stand for whatever version is chosen at the moment. */
  private List<Path> shims(Optional<Path> home) {
    List<Path> shims = new ArrayList<>();
    place("RBENV_ROOT", home, ".rbenv").ifPresent(p -> shims.add(p.resolve("shims")));
    place("ASDF_DATA_DIR", home, ".asdf").ifPresent(p -> shims.add(p.resolve("shims")));
    place("MISE_DATA_DIR", home, ".local/share/mise").ifPresent(p -> shims.add(p.resolve("shims")));
    return shims.stream().distinct().toList();
  }

  private Optional<Path> place(String variable, Optional<Path> home, String below) {
    return variable(variable).or(() -> home.map(h -> h.resolve(below)));
  }

  private Optional<Path> variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute);
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

  /** The Ruby of an installation. */
  private static List<Path> inside(Path prefix) {
    return IN_BIN.stream()
        .map(name -> prefix.resolve("bin").resolve(name))
        .filter(Files::isExecutable)
        .limit(1)
        .toList();
  }

  /** By names alone until one fits: a folder of programs has thousands of others. */
  private static List<Path> named(Path folder) {
    String[] names = folder.toFile().list();
    return names == null
        ? List.of()
        : Stream.of(names)
            .filter(name -> NAME.matcher(name).matches())
            .sorted()
            .map(folder::resolve)
            .filter(Files::isExecutable)
            .toList();
  }

  private static List<Path> children(Path folder) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
        stream.forEach(found::add);
      } catch (IOException | DirectoryIteratorException e) {
        return List.of();
      }
    }
    found.sort(null);
    return found;
  }
}
