package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Checkup;
import org.omnipkg.api.Health;
import org.omnipkg.api.Places;
import org.omnipkg.model.Refusal;
import org.omnipkg.process.Processes;
import org.omnipkg.spi.Desk;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The two small programs of ours that are not Java. Where the distribution has none for this
 * machine they are compiled on first need: by {@code cc}, else by zig from the Python index; else
 * the slower ways serve (a plain link, the Java client) and {@code doctor} says so.
 */
@Component(service = {Natives.class, Checkup.class})
public final class Natives implements Checkup {
  private static final String LAUNCHER = "pylauncher";
  private static final String CLIENT = "omnipkg";

  private final Places places;
  private final Processes processes;
  private boolean tried;

  @Activate
  public Natives(@Reference Places places, @Reference Processes processes) {
    this.places = places;
    this.processes = processes;
  }

  Optional<Path> pythonLauncher(HouseDesk desk) {
    Optional<Path> here = places.nativeFile(LAUNCHER);
    return here.isPresent() || !tryOnce() ? here : compile(desk);
  }

  private synchronized boolean tryOnce() {
    boolean first = !tried;
    tried = true;
    return first;
  }

  private Optional<Path> compile(HouseDesk desk) {
    for (List<String> compiler : compilers(desk)) {
      Path folder = places.home().resolve("native").resolve(processes.platform().id());
      try {
        Files.createDirectories(folder);
        if (make(compiler, LAUNCHER, folder, desk)) {
          make(compiler, CLIENT, folder, desk);
          return places.nativeFile(LAUNCHER);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    desk.progress().note("no C compiler: bin/python is a plain link (omnipkg doctor says more)");
    return Optional.empty();
  }

  private List<List<String>> compilers(HouseDesk desk) {
    List<List<String>> found = new ArrayList<>();
    SearchPath.find("cc", desk.environment().getOrDefault("PATH", ""))
        .ifPresent(cc -> found.add(List.of(cc.toString())));
    if (found.isEmpty() && !desk.offline()) {
      Path zig = zig(desk);
      if (zig != null) {
        String target = processes.platform().arch() + "-linux-musl";
        found.add(List.of(zig.toString(), "cc", "-target", target));
      }
    }
    return found;
  }

  private static @Nullable Path zig(HouseDesk desk) {
    try {
      return desk.tool(new Desk.Tool("python", "ziglang", "zig")).executable();
    } catch (Refusal e) {
      return null;
    }
  }

  private boolean make(List<String> compiler, String name, Path folder, HouseDesk desk)
      throws IOException {
    List<String> sources = sources(name);
    if (sources.isEmpty()) {
      return false;
    }
    Path made = folder.resolve(name + ".tmp");
    for (List<String> flags : List.of(List.of("-static"), List.<String>of())) {
      List<String> argv = new ArrayList<>(compiler);
      argv.addAll(List.of("-O2", "-s"));
      argv.addAll(flags);
      argv.addAll(List.of("-o", made.toString()));
      argv.addAll(sources);
      Desk.Output output =
          processes.run(
              new Desk.Command(
                  argv,
                  folder,
                  Map.of(
                      "PATH", desk.environment().getOrDefault("PATH", "/usr/bin:/bin"),
                      "ZIG_GLOBAL_CACHE_DIR", desk.cache("zig").toString(),
                      "HOME", desk.cache("zig").toString()),
                  Optional.empty(),
                  Duration.ofMinutes(5),
                  Optional.empty()),
              desk.progress());
      if (output.exit() == 0) {
        Files.move(made, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return true;
      }
    }
    return false;
  }

  /** One file, or a folder of them. */
  private List<String> sources(String name) throws IOException {
    Optional<Path> main = places.source(name + "/main.c");
    if (main.isEmpty()) {
      return places.source(name + ".c").map(Path::toString).map(List::of).orElse(List.of());
    }
    try (Stream<Path> files = Files.list(Objects.requireNonNull(main.get().getParent()))) {
      return files.map(Path::toString).filter(file -> file.endsWith(".c")).sorted().toList();
    }
  }

  @Override
  public List<Health.Finding> examine(Caller caller) {
    Optional<Path> launcher = places.nativeFile(LAUNCHER);
    return List.of(
        launcher.isPresent()
            ? new Health.Finding("ok", "launcher", "static python launcher", "", List.of())
            : new Health.Finding(
                "note",
                "launcher",
                "none yet for this machine; environments get a plain link as bin/python",
                "install a C compiler, or let omnipkg fetch zig on the next install",
                List.of()));
  }
}
