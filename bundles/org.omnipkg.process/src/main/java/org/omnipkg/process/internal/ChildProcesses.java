package org.omnipkg.process.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.process.Processes;
import org.omnipkg.spi.Desk;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Children of this JVM; code that is not ours goes through {@link Bubblewrap}. */
@Component
public final class ChildProcesses implements Processes {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SearchPath path;
  private final AtomicReference<@Nullable Confinement> found = new AtomicReference<>();
  private final AtomicReference<@Nullable Platform> platform = new AtomicReference<>();

  @Activate
  public ChildProcesses() {
    this(SearchPath.ours());
  }

  ChildProcesses(SearchPath path) {
    this.path = path;
  }

  @Override
  public Desk.Output run(Desk.Command command, Progress progress) {
    progress.checkpoint();
    String name = command.argv().get(0);
    Map<String, String> environment = command.environment();
    List<String> argv = new ArrayList<>(command.argv());
    argv.set(0, executable(name, environment).toString());
    if (command.sandbox().isPresent()) {
      Bubblewrap wrap = confinementOrRefusal();
      argv = wrap.confine(argv, command.directory(), command.sandbox().get());
      environment = wrap.environment(environment);
    }
    try {
      return Child.start(argv, command.directory(), environment, command.input())
          .await(command.timeout(), progress)
          .orElseThrow(() -> tooSlow(name, command.timeout()));
    } catch (IOException e) {
      throw notStarted(name, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Optional<String> confinement() {
    return examined().sandbox().map(Bubblewrap::name);
  }

  @Override
  public Platform platform() {
    Platform known = platform.get();
    if (known == null) {
      known = LocalPlatform.detect(this::says);
      platform.set(known);
    }
    return known;
  }

  /** What stands in the way of confinement, as one line; empty when nothing does. */
  String trouble() {
    return examined().trouble();
  }

  /** A sandbox that works is kept; a missing one is looked for again, it may be installed. */
  private Confinement examined() {
    Confinement known = found.get();
    if (known == null
        || known.sandbox().isEmpty()
        || known.sandbox().filter(b -> Files.isExecutable(b.program())).isEmpty()) {
      known = Confinement.find(path);
      found.set(known);
    }
    return known;
  }

  private Bubblewrap confinementOrRefusal() {
    Confinement here = examined();
    return here.sandbox()
        .orElseThrow(
            () ->
                new Refusal(
                    new Diagnostic(
                        "sandbox.missing",
                        Diagnostic.Kind.RESOURCES,
                        "code of a package has to run, and there is no sandbox to run it in",
                        List.of(here.trouble()),
                        "install bubblewrap, or say `--no-sandbox` if you trust the code")));
  }

  private static Path executable(String name, Map<String, String> environment) {
    Path given = Path.of(name);
    if (given.getNameCount() > 1 || given.isAbsolute()) {
      return given;
    }
    return new SearchPath(environment.get("PATH"))
        .find(name)
        .orElseThrow(() -> notStarted(name, "it is not on the PATH", null));
  }

  private static Refusal notStarted(String name, String why, @Nullable Throwable cause) {
    return new Refusal(
        new Diagnostic(
            "process.not-found",
            Diagnostic.Kind.RESOURCES,
            "cannot start `" + name + "`",
            List.of(why),
            ""),
        cause);
  }

  private static Refusal tooSlow(String name, Duration timeout) {
    return new Refusal(
        new Diagnostic(
            "process.timeout",
            Diagnostic.Kind.OUTSIDE,
            "`" + name + "` did not end within " + timeout.toSeconds() + " s and was stopped",
            List.of(),
            ""));
  }

  private String says(List<String> argv) {
    try {
      Path program =
          executable(argv.get(0), Map.of("PATH", path.value() == null ? "" : path.value()));
      List<String> words = new ArrayList<>(argv);
      words.set(0, program.toString());
      return Child.start(words, Path.of("/"), Map.of("LC_ALL", "C"), Optional.empty())
          .await(PATIENCE, Progress.SILENT)
          .map(output -> output.out() + output.err())
          .orElse("");
    } catch (IOException | Refusal e) {
      return "";
    }
  }
}
