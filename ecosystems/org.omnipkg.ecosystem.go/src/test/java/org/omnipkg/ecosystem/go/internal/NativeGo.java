package org.omnipkg.ecosystem.go.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.omnipkg.spi.Desk.Command;
import org.omnipkg.spi.Desk.Output;
import org.omnipkg.tck.Children;

/** The go command of this machine. */
public final class NativeGo {
  private NativeGo() {}

  public static Path executable() {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, "go"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no go on the PATH"));
  }

  /** What it prints; its refusal is an error. */
  public static String run(Path folder, Map<String, String> variables, String... arguments) {
    List<String> argv = new java.util.ArrayList<>(List.of(executable().toString()));
    argv.addAll(List.of(arguments));
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(variables);
    Output output =
        Children.run(
            new Command(
                argv,
                folder,
                environment,
                Optional.empty(),
                Duration.ofMinutes(10),
                Optional.empty()));
    if (output.exit() != 0) {
      throw new IllegalStateException(argv + ": " + output.err());
    }
    return output.out();
  }
}
