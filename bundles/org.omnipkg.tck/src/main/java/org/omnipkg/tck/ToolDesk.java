package org.omnipkg.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Source;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;

/**
 * A desk for live tests of foreign tools: really runs them, from a folder the tool was installed
 * into by the pip of this machine's {@code python3}; fetches nothing itself.
 */
public final class ToolDesk implements Desk {
  private final Path scratch;
  private final List<Source> sources;
  private final Provisioned tool;

  private ToolDesk(Path scratch, List<Source> sources, Provisioned tool) {
    this.scratch = scratch;
    this.sources = sources;
    this.tool = tool;
  }

  public static ToolDesk of(Path scratch, List<Source> sources, Provisioned tool) {
    return new ToolDesk(scratch, sources, tool);
  }

  /**
   * Installs a tool in the shape of a stored tree.
   *
   * @param tree folder to put it in; one that exists is used as it is
   */
  public static Provisioned install(String name, Path tree) {
    Path site = tree.toAbsolutePath().resolve("lib/py/site-packages");
    if (!Files.exists(site)) {
      say("-m", "pip", "install", "--quiet", "--target", site.toString(), name);
    }
    String version =
        say(
            "-c",
            "import sys, importlib.metadata as m; sys.path.insert(0, sys.argv[1]);"
                + " print(next(d.version for d in m.distributions(name=sys.argv[2],"
                + " path=[sys.argv[1]])))",
            site.toString(),
            name);
    return new Provisioned(
        site.resolve("bin").resolve(name), Optional.of(tree.toAbsolutePath()), version);
  }

  /** A target on this machine's {@code python3}, with no more facts than its version. */
  public static Target target() {
    String[] lines =
        say(
                "-c",
                "import sys, platform;"
                    + " print(sys.executable, sys.prefix, platform.python_version(), sep='\\n')")
            .split("\n", -1);
    Runtime runtime =
        new Runtime(
            "python", "cpython", lines[2], Path.of(lines[0]), Path.of(lines[1]), "path", Map.of());
    return new Target(
        new Platform("linux", System.getProperty("os.arch"), "", ""), List.of(runtime));
  }

  private static String say(String... arguments) {
    List<String> argv = new java.util.ArrayList<>(List.of("python3"));
    argv.addAll(List.of(arguments));
    Output output =
        Children.run(
            new Command(
                argv,
                Path.of("").toAbsolutePath(),
                System.getenv(),
                Optional.empty(),
                java.time.Duration.ofMinutes(5),
                Optional.empty()));
    if (output.exit() != 0) {
      throw new IllegalStateException(argv + ": " + output.err());
    }
    return output.out().strip();
  }

  @Override
  public Output run(Command command) {
    return Children.run(command);
  }

  @Override
  public Provisioned tool(Tool wanted) {
    return tool;
  }

  @Override
  public List<Source> sources(String ecosystem) {
    return sources;
  }

  @Override
  public Path scratch() {
    return made(scratch);
  }

  @Override
  public Path cache(String name) {
    return made(scratch.resolveSibling("cache").resolve(name));
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> environment() {
    return new HashMap<>(System.getenv());
  }

  @Override
  public Path directory() {
    return scratch();
  }

  @Override
  public Progress progress() {
    return Progress.SILENT;
  }

  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public boolean offline() {
    return false;
  }

  @Override
  public Reply fetch(Ask ask) {
    throw new UnsupportedOperationException("a solver asks its facts");
  }

  @Override
  public Path download(Artifact artifact) {
    throw new UnsupportedOperationException("a solver asks its facts");
  }
}
