package org.omnipkg.itest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A throw-away folder with everything the contests need: homes and caches of their own, uv and pip
 * by the configured Python client, environments of each. Prepared once, never timed.
 */
final class Workshop implements AutoCloseable {
  static final List<String> SCIENTIFIC = List.of("numpy", "scipy", "pandas");
  static final List<String> APPLICATION = List.of("flask", "pandas", "rich", "requests");
  static final String RICH = "rich==13.7.1";

  /** The oldest and newest numpy of the swap have wheels for it. */
  private static final String PYTHON = "3.11";

  private final Path folder;
  private final Path distribution;
  private final Path java;
  private final Map<String, String> variables = new TreeMap<>(System.getenv());
  private final Ours ours;
  private final List<Ours> homes = new ArrayList<>();
  private final List<Path> worn = new ArrayList<>();
  private final Path python;
  private int fresh;

  Workshop(Path folder, Path distribution, Path java) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.distribution = distribution;
    this.java = java;
    // Everyone is to see the same sources and nothing of an activated environment.
    for (String name :
        List.of("PIP_FIND_LINKS", "VIRTUAL_ENV", "PYTHONPATH", "CONDA_PREFIX", "OMNIPKG_ENV")) {
      variables.remove(name);
    }
    variables.put("UV_CACHE_DIR", folder.resolve("uv-cache").toString());
    variables.put("PIP_CACHE_DIR", folder.resolve("pip-cache").toString());
    variables.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    variables.put("UV_PYTHON_DOWNLOADS", "never");
    variables.put("UV_NO_PROGRESS", "1");
    ours = home("home");
    ours.start();
    ours.run("install", "--python", PYTHON, RICH);
    python =
        Path.of(ours.run("exec", "python", "-c", "import sys; print(sys.base_prefix)").strip())
            .resolve("bin/python" + PYTHON);
    if (!Files.exists(uv())) {
      Shell.run(command(python, "-m", "venv", folder.resolve("tools").toString()));
      Shell.run(command(pip(), "install", "-q", "--upgrade", "uv", "pip"));
    }
    venv("with-rich");
    Shell.run(uvInto("with-rich", RICH));
    Shell.run(command(pip(), "install", "-q", RICH));
  }

  Path folder() {
    return folder;
  }

  Path python() {
    return python;
  }

  Path distribution() {
    return distribution;
  }

  Map<String, String> variables() {
    return Map.copyOf(variables);
  }

  /** Ours, over the home the warm contests share. */
  Ours ours() {
    return ours;
  }

  /** Ours over another home. */
  Ours home(String name) {
    Ours another = new Ours(distribution, folder.resolve(name), variables, folder);
    homes.add(another);
    return another;
  }

  /**
   * A name nothing in the folder has yet, for one round: file systems are slow to make files where
   * others were deleted lately. What has it is removed at the end of the run.
   */
  String fresh(String name) {
    String tried = name + "-" + ++fresh;
    if (Files.exists(folder.resolve(tried))) {
      return fresh(name);
    }
    worn.add(folder.resolve(tried));
    return tried;
  }

  Path uv() {
    return folder.resolve("tools/bin/uv");
  }

  Path pip() {
    return folder.resolve("tools/bin/pip");
  }

  Command command(Path program, String... words) {
    return new Command(List.of(program.toString()), variables, folder).plus(words);
  }

  Command floor() {
    return command(Path.of("/bin/true"));
  }

  /** The least program of the JVM that ours run on, without any option. */
  Command emptyJava() throws IOException {
    Path classes;
    try {
      classes = Path.of(Empty.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IOException(e);
    }
    return command(java, "-cp", classes.toString(), Empty.class.getName());
  }

  Path interpreter(String environment) {
    return folder.resolve(environment).resolve("bin/python");
  }

  /** Makes an empty environment with uv. */
  Command uvVenv(String name) {
    return command(
        uv(), "venv", "-q", "--clear", "-p", python.toString(), folder.resolve(name).toString());
  }

  void venv(String name) throws IOException {
    if (!Files.exists(interpreter(name))) {
      Shell.run(uvVenv(name));
    }
  }

  Command uvInto(String environment, String... words) {
    return command(uv(), "pip", "install", "-q", "-p", interpreter(environment).toString())
        .plus(words);
  }

  /** A folder of wheels of both sets, so that the cold contests need no network. */
  Path wheels() throws IOException {
    Path wheels = folder.resolve("wheels");
    if (!Files.exists(wheels)) {
      List<String> all =
          new ArrayList<>(
              List.of("download", "-q", "--only-binary", ":all:", "-d", wheels.toString()));
      all.addAll(SCIENTIFIC);
      all.addAll(APPLICATION);
      Shell.run(command(pip(), all.toArray(String[]::new)));
    }
    return wheels;
  }

  @Override
  public void close() throws IOException {
    for (Ours each : homes) {
      each.stop();
    }
    for (Path each : worn) {
      Shell.remove(each);
    }
  }
}
