package org.omnipkg.ecosystem.python.internal.build;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.support.Script;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;

/**
 * One call of a backend's hook, in a process of its own, confined.
 *
 * @param label what is built, for messages
 */
record Hook(String label, BuildSystem system, Path source, Path interpreter, Desk desk) {
  private static final int TAIL = 20;
  private static final Script SCRIPT = Script.of(Hook.class, "hook.py");

  /** Variables of the caller's that compilers and their front ends read. */
  private static final List<String> COMPILING =
      List.of(
          "CC", "CXX", "CFLAGS", "CXXFLAGS", "CPPFLAGS", "LDFLAGS", "MAKEFLAGS", "PKG_CONFIG_PATH");

  /** 1980-01-01, the first moment a zip can tell: the same source gives the same wheel. */
  private static final String EPOCH = "315532800";

  /**
   * Calls it.
   *
   * @param name {@code wheel} or {@code editable}, with {@code requires} in front (alone for
   *     wheels) to ask for further needs
   * @param into the wheel's folder
   * @return the answer, as JSON
   * @throws Refusal {@code build.failed}
   */
  byte[] call(String name, Path into, Duration timeout) {
    try {
      Path room = Files.createTempDirectory(desk.scratch(), "hook");
      Path answer = room.resolve("answer.json");
      Desk.Output output =
          desk.run(
              new Desk.Command(
                  List.of(
                      interpreter.toString(),
                      "-u", // else what a compiler says comes before what led to it
                      "-c",
                      SCRIPT.text(),
                      name,
                      system.backend(),
                      String.join(File.pathSeparator, system.path()),
                      answer.toString(),
                      into.toString()),
                  source,
                  environment(room),
                  Optional.empty(),
                  timeout,
                  Optional.of(new Desk.Sandbox(Sight.of(interpreter), writable(room, into)))));
      if (output.exit() != 0 || !Files.isRegularFile(answer)) {
        throw failed(output);
      }
      return Files.readAllBytes(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Refusal failed(Desk.Output output) {
    List<String> lines = (output.out() + output.err()).lines().map(String::stripTrailing).toList();
    List<String> tail =
        new ArrayList<>(lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    return new Refusal(
        Diagnostic.outside("build.failed", "building `" + label + "` from source failed", "")
            .with(tail));
  }

  private List<Path> writable(Path room, Path into) {
    return List.of(source, room, into);
  }

  private Map<String, String> environment(Path room) {
    Map<String, String> environment = new HashMap<>();
    for (String name : COMPILING) {
      String value = desk.environment().get(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    environment.put("PATH", interpreter.getParent() + ":/usr/local/bin:/usr/bin:/bin");
    environment.put("HOME", room.toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("PYTHONNOUSERSITE", "1");
    environment.put("SOURCE_DATE_EPOCH", EPOCH);
    return environment;
  }
}
