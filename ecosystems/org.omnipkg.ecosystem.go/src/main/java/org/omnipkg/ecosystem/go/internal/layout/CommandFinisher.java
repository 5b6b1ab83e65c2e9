package org.omnipkg.ecosystem.go.internal.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.omnipkg.ecosystem.support.Digests;
import org.omnipkg.ecosystem.support.Some;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Finisher;
import org.osgi.service.component.annotations.Component;

/** Builds the commands that were asked for, with the environment's toolchain and stored modules. */
@Component(property = Ecosystem.ID + "=go")
public final class CommandFinisher implements Finisher {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int TAIL = 30;
  private static final int SHOWN = 3;
  private static final int DIGITS = 12;
  private static final String WORK = ".omnipkg/build";

  @Override
  public Optional<Need> need(Node node, Map<String, List<String>> facts, Target on) {
    ModuleFacts module = ModuleFacts.of(facts);
    Set<String> folders = Wanted.folders(node, module);
    Optional<Runtime> runtime = on.runtime("go");
    if (folders.isEmpty() || runtime.isEmpty()) {
      return Optional.empty();
    }
    if (!module.replaces().isEmpty() && folders.stream().anyMatch(module.mains()::contains)) {
      throw replaced(node, module);
    }
    String key =
        "go-"
            + runtime.get().version()
            + "-"
            + on.platform().id()
            + "-"
            + Digests.hex(folders.toString().getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    Set<String> commands = Wanted.commands(node, module, false).keySet();
    return Optional.of(
        new Need(
            commands.isEmpty()
                ? "packages of it are asked for"
                : "it brings " + String.join(", ", commands),
            false,
            key.replaceAll("[^A-Za-z0-9._-]", "_"),
            List.of(),
            true));
  }

  @Override
  public Optional<String> undone(Node node, Map<String, List<String>> facts, Target on) {
    ModuleFacts module = ModuleFacts.of(facts);
    return node.features().contains(ModuleFacts.ROOT) && Wanted.isKeptBack(module)
        ? Optional.of(
            "brings no command, as `go install` would refuse it too: its go.mod replaces "
                + Some.of(module.replaces(), SHOWN))
        : Optional.empty();
  }

  @Override
  public void finish(Job job, Desk desk) {
    Runtime runtime = job.on().runtime("go").orElseThrow();
    Path work = job.work().resolve(WORK);
    try {
      List<String> packages = packages(job);
      if (packages.isEmpty()) {
        return;
      }
      Files.createDirectories(work);
      Path home = job.prefix().resolve("go");
      Files.copy(home.resolve("loose.mod"), work.resolve("go.mod"));
      Files.copy(home.resolve("go.sum"), work.resolve("go.sum"));
      Path bin = Files.createDirectories(job.work().resolve(Wanted.BIN));
      // compiling runs no code of a package, so that its outcomes can be shared
      Path cache = desk.cache("go-build");
      List<String> argv =
          new ArrayList<>(
              List.of(
                  runtime.executable().toString(),
                  "build",
                  "-mod=mod",
                  "-trimpath",
                  "-buildvcs=false",
                  "-o",
                  bin + "/"));
      argv.addAll(packages);
      Desk.Output output =
          desk.run(
              new Desk.Command(
                  argv,
                  work,
                  environment(home, work, cache),
                  Optional.empty(),
                  PATIENCE,
                  Optional.of(
                      new Desk.Sandbox(readable(job, runtime, home), List.of(job.work(), cache)))));
      if (output.exit() != 0) {
        throw failed(job.node(), output);
      }
      remove(work);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Commands among what is asked for; other packages are there with their module. By the node's own
   * path: a module that is replaced is imported under that.
   *
   * @throws Refusal {@code resolve.unknown-package}
   */
  private static List<String> packages(Job job) throws IOException {
    String path = job.node().pin().name().name();
    List<String> packages = new ArrayList<>();
    for (String folder : new TreeSet<>(job.node().features())) {
      boolean root = folder.equals(ModuleFacts.ROOT);
      Optional<Boolean> main = Commands.isMain(root ? job.work() : job.work().resolve(folder));
      if (main.isEmpty() && !root) {
        throw absent(job.node(), folder);
      }
      if (main.orElse(false)) {
        packages.add(root ? path : path + "/" + folder);
      }
    }
    return packages;
  }

  private static Refusal absent(Node node, String folder) {
    String path = node.pin().name().name();
    return new Refusal(
        Diagnostic.user(
            "resolve.unknown-package",
            "module `" + node.pin() + "` has no package `" + path + "/" + folder + "`",
            "`go:" + path + "` is the whole module"));
  }

  private static Map<String, String> environment(Path home, Path work, Path cache) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.put("HOME", work.toString());
    environment.put("GOPATH", work.resolve("path").toString());
    environment.put("TMPDIR", work.toString());
    environment.put("GOMODCACHE", home.resolve("mod").toString());
    environment.put("GOCACHE", cache.toString());
    environment.put("GOENV", "off");
    environment.put("GOFLAGS", "");
    environment.put("GOPROXY", "off");
    environment.put("GOSUMDB", "off");
    environment.put("GOTOOLCHAIN", "local");
    environment.put("GOTELEMETRY", "off");
    environment.put("GOWORK", "off");
    return environment;
  }

  /** The prefix, the toolchain, and what the links of the module cache lead to. */
  private static List<Path> readable(Job job, Runtime runtime, Path home) throws IOException {
    Set<Path> readable = new TreeSet<>();
    readable.add(job.prefix());
    readable.add(runtime.home().toRealPath());
    try (Stream<Path> files = Files.walk(home.resolve("mod"))) {
      for (Path link : files.filter(Files::isSymbolicLink).toList()) {
        if (!link.endsWith("@v")) {
          readable.add(link.toRealPath());
        }
      }
    }
    return List.copyOf(readable);
  }

  /** What {@code go install} refuses, too: without its replacements it would be another program. */
  private static Refusal replaced(Node node, ModuleFacts module) {
    return new Refusal(
        Diagnostic.user(
                "build.replaced",
                "the commands of `"
                    + node.pin()
                    + "` can be built in its own repository only: its go.mod replaces modules",
                "get its repository and `go build` there, or ask for another version of it")
            .with(module.replaces().stream().map(path -> "it replaces " + path).toList()));
  }

  private static Refusal failed(Node node, Desk.Output output) {
    List<String> lines = (output.out() + output.err()).strip().lines().toList();
    return new Refusal(
        Diagnostic.outside(
                "build.failed",
                "a command of `" + node.pin() + "` cannot be built",
                "another version of the module, or of Go, may do: `omnipkg swap go 1.22`")
            .with(lines.subList(Math.max(0, lines.size() - TAIL), lines.size())));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
