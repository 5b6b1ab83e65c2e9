package org.omnipkg.environment.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.environment.Environments;
import org.omnipkg.spi.Prefix;

/**
 * Real packages in a real generation, without the engine. {@code -Dbattery.python=} chooses the
 * interpreter, {@code -Dbattery.packages=} another list of the battery's folder.
 */
@Tag("full")
class BatteryTest {
  private static final Path BATTERY =
      Path.of("../org.omnipkg.itest/src/test/resources/battery").toAbsolutePath().normalize();
  private static final Path LAUNCHER =
      Path.of("../../launcher/src/main/c/pylauncher.c").toAbsolutePath().normalize();
  private static final String PYTHON = System.getProperty("battery.python", "python3");

  @TempDir static Path home;
  private static Workshop workshop;
  private static Map<String, Prefix.Tree> trees;

  @BeforeAll
  static void download() throws IOException {
    String list = System.getProperty("battery.packages", "packages-40.txt");
    Path wheels = Files.createDirectory(home.resolve("wheels"));
    Workshop.run(
        List.of(
            PYTHON,
            "-m",
            "pip",
            "download",
            "-q",
            "--only-binary",
            ":all:",
            "-d",
            wheels.toString(),
            "-r",
            BATTERY.resolve(list).toString()));
    workshop = new Workshop(home, PYTHON, LAUNCHER);
    trees = workshop.store(wheels, Set.of("numpy", "flask", "jupyterlab"));
    workshop.compile(List.copyOf(trees.values()));
  }

  /** The last line a script printed, its verdict; everything else goes to the report. */
  private static String verdict(String script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(PYTHON, BATTERY.resolve(script).toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    try {
      assertEquals(0, process.waitFor(), String.join("\n", lines));
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return lines.get(lines.size() - 1);
  }

  @Test
  void real_packages_work_and_leave_the_store_alone() throws IOException {
    Environments.Generation made = workshop.commit("battery", List.copyOf(trees.values()));
    String summary = verdict("battery.py", made.root().resolve("bin/python").toString());
    long passed = summary.substring(summary.indexOf('['), summary.indexOf(']')).split(",").length;
    assertTrue(passed >= 27, summary);
  }

  @Test
  void other_installers_cannot_harm_the_store() throws IOException {
    Path wheels = home.resolve("more");
    Workshop.run(
        List.of(
            PYTHON,
            "-m",
            "pip",
            "download",
            "-q",
            "--no-deps",
            "--only-binary",
            ":all:",
            "-d",
            wheels.toString(),
            "numpy==1.26.4",
            "six==1.16.0",
            "zope.interface==6.4"));
    String installed =
        Path.of(trees.get("numpy").node().artifact().orElseThrow().location()).toString();
    Files.copy(Path.of(installed), wheels.resolve(Path.of(installed).getFileName()));
    Environments.Generation made = workshop.commit("damage", List.copyOf(trees.values()));
    verdict(
        "damage.py",
        made.root().resolve("bin/python").toString(),
        home.resolve("store").toString(),
        wheels.toString());
  }

  @Test
  void no_start_is_torn_between_generations() throws IOException {
    for (int i = 0; i < 2; i++) {
      Environments.Generation made = workshop.commit("flip", List.of(trees.get("six")));
      String python =
          Workshop.run(
                  List.of(
                      made.root().resolve("bin/python").toString(),
                      "-c",
                      "import sysconfig; print(sysconfig.get_path('purelib'))"))
              .strip();
      Files.writeString(
          Path.of(python).resolve("genmark.py"), "GEN = '" + made.root().getFileName() + "'\n");
    }
    verdict("flip.py", home.resolve("env/flip").toString());
  }
}
