package org.omnipkg.itest.bench.inner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.environment.internal.DiskEnvironments;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Step;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * An environment of 40 packages with ten files each: its state read, its drift looked for, made
 * anew.
 */
@org.openjdk.jmh.annotations.State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EnvironmentLoops {
  private static final int PACKAGES = 40;
  private final Runtime runtime = Knowledge.target().runtimes().get(0);
  private final List<Step.Part> parts = new ArrayList<>();
  private Path home;
  private DiskEnvironments environments;
  private Environments.Generation made;

  @Setup(Level.Trial)
  public void furnish() throws IOException {
    home = Files.createTempDirectory("omnipkg-inner");
    environments = new DiskEnvironments(() -> home);
    for (int i = 0; i < PACKAGES; i++) {
      Path tree = home.resolve("store/py/package-" + i);
      Path folder = Files.createDirectories(tree.resolve("package" + i));
      Files.createDirectories(tree.resolve("package" + i + "-1.0.dist-info"));
      for (int file = 0; file < 10; file++) {
        Files.writeString(folder.resolve("module" + file + ".py"), "pass\n");
      }
      parts.add(new Step.Part(tree, Set.of()));
    }
    Files.createDirectories(home.resolve("env"));
    made = commit();
  }

  @TearDown(Level.Trial)
  public void clear() throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(home)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  private State state() {
    List<Node> nodes = new ArrayList<>();
    Map<String, String> trees = new TreeMap<>();
    for (int i = 0; i < PACKAGES; i++) {
      Pin pin = new Pin(new PackageName("python", "package" + i), "1.0");
      nodes.add(new Node("package" + i, pin, Optional.empty(), Set.of(), "here"));
      trees.put("package" + i, "py/package-" + i);
    }
    List<String> words = List.of("install", "package0");
    return State.made(Instant.EPOCH, words)
        .runtimes(List.of(runtime))
        .roots(List.of("python:package0"))
        .nodes(nodes)
        .trees(trees)
        .resolvers(State.everywhere("uv", List.of(runtime)))
        .state();
  }

  private Environments.Generation commit() {
    Environments.PrefixInput input =
        new Environments.PrefixInput(runtime, List.of(), Optional.empty(), Optional.empty());
    try (Environments.Hold hold = environments.hold("e", Duration.ZERO, Progress.SILENT)) {
      Environments.Generation generation =
          environments.commit(
              hold,
              state(),
              input,
              prefix ->
                  List.of(
                      new Step.Directory(prefix.root().resolve("bin")),
                      new Step.Merge(prefix.farm().resolve("site"), parts, Set.of("__pycache__"))),
              Progress.SILENT);
      environments.prune(hold, 2);
      return generation;
    }
  }

  @Benchmark
  public Optional<Environments.Generation> readState() {
    return environments.current("e");
  }

  @Benchmark
  public boolean lookForDrift() {
    return environments.touched(made);
  }

  /** Links merged, state written and made durable, the flip, and the oldest removed. */
  @Benchmark
  public Environments.Generation makeGeneration() {
    return commit();
  }
}
