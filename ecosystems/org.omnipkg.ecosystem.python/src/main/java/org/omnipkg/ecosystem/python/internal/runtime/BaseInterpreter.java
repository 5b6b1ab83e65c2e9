package org.omnipkg.ecosystem.python.internal.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Leads from an executable to the interpreter itself: through links and out of environments. */
public final class BaseInterpreter {
  private static final int ENVIRONMENTS_DEEP = 4;
  private static final Pattern SETTING = Pattern.compile("(?m)^\\s*(\\w+)\\s*=\\s*(.*?)\\s*$");
  private static final Pattern MINOR = Pattern.compile("^(\\d+\\.\\d+)");

  private static final MachineCode PROGRAMS = new MachineCode();

  private BaseInterpreter() {}

  /** The interpreter, with links resolved; empty when there is none or the file is a script. */
  public static Optional<Path> of(Path executable) {
    return of(executable, ENVIRONMENTS_DEEP);
  }

  private static Optional<Path> of(Path executable, int left) {
    try {
      Optional<Path> outside = left == 0 ? Optional.empty() : outside(executable, left);
      if (outside.isPresent()) {
        return outside;
      }
      Path real = executable.toRealPath();
      if (!Files.isExecutable(real) || !PROGRAMS.has(real)) {
        return Optional.empty();
      }
      return real.equals(executable) ? Optional.of(real) : of(real, left);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Follows {@code pyvenv.cfg} (PEP 405), the launcher of a generation included. */
  private static Optional<Path> outside(Path executable, int left) throws IOException {
    Path folder = executable.toAbsolutePath().getParent();
    Path above = folder == null ? null : folder.getParent();
    if (above == null || !Files.isRegularFile(above.resolve("pyvenv.cfg"))) {
      return Optional.empty();
    }
    String home = "";
    String version = "";
    Matcher settings = SETTING.matcher(Files.readString(above.resolve("pyvenv.cfg")));
    while (settings.find()) {
      switch (settings.group(1)) {
        case "home" -> home = settings.group(2);
        case "version", "version_info" -> version = settings.group(2);
        default -> {}
      }
    }
    if (home.isEmpty()) {
      return Optional.empty();
    }
    Path bin = Path.of(home);
    Matcher minor = MINOR.matcher(version);
    return Stream.of(minor.find() ? "python" + minor.group(1) : "python3", "python3", "python")
        .map(bin::resolve)
        .filter(Files::isExecutable)
        .filter(file -> !file.equals(executable))
        .findFirst()
        .flatMap(file -> of(file, left - 1));
  }
}
