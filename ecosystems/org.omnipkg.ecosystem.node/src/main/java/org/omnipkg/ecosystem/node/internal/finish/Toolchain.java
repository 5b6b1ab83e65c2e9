package org.omnipkg.ecosystem.node.internal.finish;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Finisher;

/**
 * What compiles a native addon: the machine's compiler and make, else zig and GNU make from
 * Python's index; node-gyp and the headers of the Node it is for.
 */
final class Toolchain {
  static final String SYSTEM = "/usr/local/bin:/usr/bin:/bin";

  /** zig knows no {@code --exclude-libs}, which only hides names of what is linked in. */
  private static final String WITHOUT_UNKNOWN =
      "for word do\n"
          + "  shift\n"
          + "  case \"$word\" in -Wl,--exclude-libs*) ;; *) set -- \"$@\" \"$word\" ;; esac\n"
          + "done\n";

  private final Finisher.Job job;
  private final Runtime runtime;
  private final Desk desk;
  private final Path folder;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final List<Path> readable = new ArrayList<>();

  private Toolchain(Finisher.Job job, Runtime runtime, Path home, Desk desk) {
    this.job = job;
    this.runtime = runtime;
    this.desk = desk;
    this.folder = home.resolve("tools");
  }

  /**
   * Puts it together.
   *
   * @param home the folder the scripts have as their own
   */
  static Toolchain of(Finisher.Job job, Runtime runtime, Path home, Desk desk) {
    Toolchain made = new Toolchain(job, runtime, home, desk);
    try {
      Files.createDirectories(made.folder);
      made.headers();
      made.gyp();
      made.python();
      made.compilers(home);
      made.make();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of its commands, first on the PATH. */
  Path commands() {
    return folder;
  }

  Map<String, String> variables() {
    return variables;
  }

  /** What of it lies outside of the places the engine shows. */
  List<Path> readable() {
    return readable;
  }

  private void headers() {
    Optional<Path> obtained =
        runtime.fact("headers").isEmpty()
            ? beside("lib/node_modules/" + NodeGyp.headers(job.on().platform()))
                .filter(home -> Files.isDirectory(home.resolve("include/node")))
            : Optional.empty();
    variables.put("npm_config_nodedir", obtained.orElse(runtime.home()).toString());
  }

  /** The closure's own one comes first; its command stands on the PATH already. */
  private void gyp() throws IOException {
    Optional<Path> script =
        NodeGyp.brought(runtime)
            .or(() -> beside("lib/node_modules/node-gyp/bin/node-gyp.js"))
            .filter(Files::isRegularFile);
    Path own = job.prefix().resolve("lib/phantom/node_modules/.bin/node-gyp");
    if (script.isPresent() && !Files.exists(own)) {
      command("node-gyp", List.of(job.prefix().resolve("bin/node"), script.get()));
      variables.put("npm_config_node_gyp", script.get().toString());
    }
  }

  private void python() {
    beside("bin/python")
        .ifPresent(
            python -> {
              variables.put("npm_config_python", python.toString());
              variables.put("PYTHON", python.toString());
            });
  }

  private void compilers(Path home) throws IOException {
    if (machine("cc").isPresent() && machine("c++").isPresent()) {
      return;
    }
    Desk.Provisioned zig = desk.tool(new Desk.Tool("python", "ziglang", "zig"));
    zig.tree().ifPresent(readable::add);
    Platform platform = job.on().platform();
    List<Object> target = new ArrayList<>();
    if (platform.os().equals("linux")) {
      String libc =
          platform.libc().equals("musl")
              ? "musl"
              : "gnu" + (platform.libcVersion().isEmpty() ? "" : "." + platform.libcVersion());
      target.addAll(List.of("-target", platform.arch() + "-linux-" + libc));
    }
    for (String language : List.of("cc", "c++")) {
      List<Object> words = new ArrayList<>(List.of(zig.executable(), language));
      words.addAll(target);
      words.add("-fno-sanitize=undefined");
      command(language, WITHOUT_UNKNOWN, words);
    }
    command("ar", List.of(zig.executable(), "ar"));
    command("ranlib", List.of(zig.executable(), "ranlib"));
    for (String suffix : List.of("", "_host", "_target")) {
      variables.put("CC" + suffix, folder.resolve("cc").toString());
      variables.put("CXX" + suffix, folder.resolve("c++").toString());
      variables.put("LINK" + suffix, folder.resolve("c++").toString());
      variables.put("AR" + suffix, folder.resolve("ar").toString());
    }
    // what packages' own code compiles is kept from others: the cache is this run's
    variables.put("ZIG_GLOBAL_CACHE_DIR", home.resolve("zig").toString());
    variables.put("ZIG_LOCAL_CACHE_DIR", home.resolve("zig").toString());
  }

  private void make() throws IOException {
    if (machine("make").or(() -> machine("gmake")).isEmpty()) {
      Desk.Provisioned make = desk.tool(new Desk.Tool("python", "gnumake", "make"));
      make.tree().ifPresent(readable::add);
      command("make", List.of(make.executable()));
    }
  }

  /** A program that the one who asks has; confined children see those of the system. */
  private Optional<Path> machine(String name) {
    return Stream.of(desk.environment().getOrDefault("PATH", SYSTEM).split(File.pathSeparator))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .map(place -> place.resolve(name))
        .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
        .filter(file -> file.startsWith("/usr") || file.startsWith("/bin"))
        .findFirst();
  }

  private Optional<Path> beside(String path) {
    return beside(job, path);
  }

  /** A file of the passing environments whose commands are on the PATH. */
  static Optional<Path> beside(Finisher.Job job, String path) {
    return Stream.of(job.variables().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty() && !SYSTEM.contains(entry))
        .map(Path::of)
        .filter(entry -> !entry.startsWith(job.prefix()))
        .map(entry -> entry.resolveSibling(path))
        .filter(Files::exists)
        .findFirst();
  }

  private void command(String name, List<?> words) throws IOException {
    command(name, "", words);
  }

  /**
   * A command of the toolchain.
   *
   * @param before lines of the shell that come first
   */
  private void command(String name, String before, List<?> words) throws IOException {
    StringBuilder text = new StringBuilder("#!/bin/sh\n").append(before).append("exec");
    words.forEach(
        word -> text.append(" '").append(word.toString().replace("'", "'\\''")).append('\''));
    Path file = folder.resolve(name);
    Files.writeString(file, text.append(" \"$@\"\n"));
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("not made executable: " + name);
    }
  }
}
