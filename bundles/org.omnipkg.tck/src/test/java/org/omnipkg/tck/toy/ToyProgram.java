package org.omnipkg.tck.toy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;

/** A {@code toys.txt} that begins with {@code #!}: a toy of version 2 says the lines it means. */
final class ToyProgram {
  private static final String FIRST = "#!";

  private ToyProgram() {}

  static boolean is(List<String> lines) {
    return !lines.isEmpty() && lines.get(0).startsWith(FIRST);
  }

  static boolean readableBy(Runtime runtime) {
    return !runtime.version().startsWith("1.");
  }

  static Refusal unread(String file) {
    String message = "`" + file + "` is a program, and there is no toy to read it";
    return new Refusal(Diagnostic.user("project.malformed", message, ""));
  }

  static List<String> lines(Path file, Runtime runtime, Desk desk) {
    Path folder = file.toAbsolutePath().getParent();
    Desk.Output said =
        desk.run(
            new Desk.Command(
                List.of(runtime.executable().toString(), "--say", file.toString()),
                desk.scratch(),
                Map.of("PATH", "/usr/bin:/bin"),
                Optional.empty(),
                Duration.ofMinutes(1),
                Optional.of(
                    new Desk.Sandbox(List.of(folder, runtime.home()), List.of(desk.scratch())))));
    if (said.exit() != 0) {
      throw new Refusal(
          Diagnostic.user("project.malformed", "cannot read `" + file.getFileName() + "`", "")
              .with(said.err().lines().toList()));
    }
    return said.out().lines().toList();
  }
}
