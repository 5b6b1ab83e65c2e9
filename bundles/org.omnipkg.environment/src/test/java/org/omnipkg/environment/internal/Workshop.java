package org.omnipkg.environment.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.omnipkg.api.Places;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.archive.internal.SafeUnpacker;
import org.omnipkg.ecosystem.python.internal.layout.PythonLayout;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Prefix;
import org.omnipkg.store.Store;
import org.omnipkg.store.internal.DiskStore;

/** Real wheels through the real unpacker, store, layout and environments, without the engine. */
final class Workshop {
  private static final String PROBE =
      """
      import os, struct, sys, sysconfig
      print('version=' + '.'.join(map(str, sys.version_info[:3])))
      print('executable=' + os.path.realpath(sys.executable))
      print('home=' + sys.base_prefix)
      print('sys_platform=' + sys.platform)
      print('cache_tag=' + sys.implementation.cache_tag)
      print('pointer_bits=%d' % (8 * struct.calcsize('P')))
      """;

  private final DiskStore store;
  private final PythonLayout layout = new PythonLayout((release, target) -> Optional.empty());
  private final DiskEnvironments environments;
  private final Runtime runtime;
  private final Optional<Path> launcher;

  Workshop(Path home, String python, Path launcherSource) throws IOException {
    Places places = () -> home;
    this.store = new DiskStore(places);
    this.environments = new DiskEnvironments(places);
    this.runtime = probe(python);
    Path made = home.resolve("pylauncher");
    run(List.of("cc", "-O2", "-s", "-static", "-o", made.toString(), launcherSource.toString()));
    this.launcher = Optional.of(made);
  }

  static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command + ":\n" + output);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return output;
  }

  private static Runtime probe(String python) throws IOException {
    Map<String, String> facts = new HashMap<>();
    run(List.of(python, "-I", "-c", PROBE))
        .lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              facts.put(line.substring(0, equals), line.substring(equals + 1));
            });
    return new Runtime(
        "python",
        "cpython",
        facts.get("version"),
        Path.of(facts.get("executable")),
        Path.of(facts.get("home")),
        "path",
        facts);
  }

  Map<String, Prefix.Tree> store(Path wheels, Set<String> requested) throws IOException {
    Map<String, Prefix.Tree> trees = new LinkedHashMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(wheels)) {
      files = all.filter(f -> f.toString().endsWith(".whl")).sorted().toList();
    }
    for (Path file : files) {
      String[] name = file.getFileName().toString().split("-");
      Node node =
          node(name[0].replaceAll("[-_.]+", "-").toLowerCase(java.util.Locale.ROOT), name[1], file);
      Store.Tree tree = tree(node, file);
      trees.put(
          node.id(),
          new Prefix.Tree(node, tree.path(), tree.facts(), requested.contains(node.id())));
    }
    return trees;
  }

  private static Node node(String name, String version, Path file) throws IOException {
    String sha256 = HexFormat.of().formatHex(digest(file));
    Artifact artifact =
        new Artifact(
            file.getFileName().toString(),
            "wheel",
            file.toUri(),
            Map.of("sha256", sha256),
            OptionalLong.of(Files.size(file)),
            Map.of());
    return new Node(
        name,
        new Pin(new PackageName("python", name), version),
        Optional.of(artifact),
        Set.of(),
        "wheels");
  }

  private static byte[] digest(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var digest = java.security.MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return digest.digest();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Store.Tree tree(Node node, Path file) throws IOException {
    Artifact artifact = node.artifact().orElseThrow();
    List<Entry> entries =
        new SafeUnpacker()
            .stream(
                file,
                Unpacker.Rules.wheel(),
                (path, executable, content) -> store.put(content, executable),
                Progress.SILENT);
    return store.makeTree(
        layout.shelf(),
        layout.place(
            node,
            artifact,
            entries,
            new Contents(),
            new Target(new Platform("linux", "x86_64", "glibc", "2.36"), List.of(runtime))));
  }

  private final class Contents implements Layout.Contents {
    @Override
    public byte[] read(Entry entry) {
      try {
        return store.read(entry.digest(), entry.executable());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public byte[] read(Entry entry, long offset, int length) {
      try (FileChannel channel =
          FileChannel.open(store.object(entry.digest(), entry.executable()).orElseThrow())) {
        ByteBuffer buffer =
            ByteBuffer.allocate((int) Math.min(length, Math.max(0, channel.size() - offset)));
        while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {}
        return Arrays.copyOf(buffer.array(), buffer.position());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Environments.Generation commit(String environment, List<Prefix.Tree> trees) {
    try (Environments.Hold hold =
        environments.hold(environment, Duration.ofSeconds(5), Progress.SILENT)) {
      Map<String, String> places = new HashMap<>();
      trees.forEach(
          tree -> places.put(tree.node().id(), layout.shelf() + "/" + tree.path().getFileName()));
      State state =
          State.made(Instant.now(), List.of("trial"))
              .runtimes(List.of(runtime))
              .nodes(trees.stream().map(Prefix.Tree::node).toList())
              .trees(places)
              .state();
      return environments.commit(
          hold,
          state,
          new Environments.PrefixInput(runtime, trees, launcher, Optional.empty()),
          layout::prefix,
          Progress.SILENT);
    }
  }

  void compile(List<Prefix.Tree> trees) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                runtime.executable().toString(), "-I", "-m", "compileall", "-q", "-q", "-j", "2"));
    trees.forEach(tree -> command.add(tree.path().resolve("lib/py/site-packages").toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** By hand: {@code WHEELS HOME PYTHON LAUNCHER-SOURCE ENVIRONMENT ROUNDS [REQUESTED...]}. */
  public static void main(String[] args) throws IOException {
    Workshop workshop =
        new Workshop(Files.createDirectories(Path.of(args[1])), args[2], Path.of(args[3]));
    long start = System.nanoTime();
    List<Prefix.Tree> trees =
        List.copyOf(
            workshop
                .store(Path.of(args[0]), new java.util.HashSet<>(Arrays.asList(args)))
                .values());
    System.out.println(
        trees.size() + " trees stored in " + (System.nanoTime() - start) / 1_000_000 + " ms");
    for (int i = 0; i < Integer.parseInt(args[5]); i++) {
      start = System.nanoTime();
      Environments.Generation made = workshop.commit(args[4], trees);
      System.out.println(made.root() + " in " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
  }
}
