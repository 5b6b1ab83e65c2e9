package org.omnipkg.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.archive.Unpacker.Rules;
import org.omnipkg.model.Progress;

/** Archives that people really install must pass; pip, as the machine has it, brings them. */
@Tag("live")
class RealArchivesTest {
  @TempDir Path folder;

  private Path download(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("python3", "-m", "pip", "download", "-q", "--no-deps"));
    command.addAll(List.of(arguments));
    Process pip =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertEquals(0, pip.waitFor(), Files.readString(folder.resolve("log")));
    Files.delete(folder.resolve("log"));
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"numpy", "setuptools", "django", "cryptography", "ziglang", "botocore"})
  void a_real_wheel_passes(String name) throws Exception {
    Path wheel = download("--only-binary", ":all:", name);
    assertFalse(Unpacked.of(wheel, Rules.wheel()).entries().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pywin32", "PyQt5-Qt5"})
  void a_wheel_made_on_windows_passes(String name) throws Exception {
    Path wheel =
        download(
            "--only-binary", ":all:", "--platform", "win_amd64", "--python-version", "3.11", name);
    assertFalse(Unpacked.of(wheel, Rules.wheel()).entries().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"requests", "flask", "lxml", "Django==1.11", "pytz", "twisted"})
  void a_real_source_archive_unpacks(String name) throws Exception {
    Path sdist = download("--no-binary", ":all:", name);
    Path into = Files.createDirectory(folder.resolve("into"));
    new SafeUnpacker().unpack(sdist, Rules.sdist("tar.gz"), into, Progress.SILENT);
    assertFalse(Files.notExists(into.resolve("PKG-INFO")));
  }
}
