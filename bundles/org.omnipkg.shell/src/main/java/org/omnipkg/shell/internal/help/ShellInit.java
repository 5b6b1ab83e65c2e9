package org.omnipkg.shell.internal.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Places;

/** The script a shell evaluates at its start: a few facts, then the text made for that shell. */
public final class ShellInit {
  /** Shells there is a script for. */
  public static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  private final String shell;
  private final StringBuilder script = new StringBuilder();

  private ShellInit(String shell) {
    this.shell = shell;
  }

  public static String of(String shell, Places places) {
    ShellInit init = new ShellInit(shell);
    init.script.append("# omnipkg shell-init ").append(shell).append('\n');
    init.fact("_omnipkg_program", places.command().map(Path::toString).orElse(""));
    init.fact("_omnipkg_environments", places.environments().toString());
    init.fact("_omnipkg_configuration", places.configuration().toString());
    return init.script.append(init.body()).toString();
  }

  private void fact(String name, String value) {
    script
        .append(shell.equals("fish") ? "set -g " + name + " " : name + "=")
        .append(quoted(value))
        .append('\n');
  }

  private String quoted(String text) {
    return shell.equals("fish")
        ? "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
        : "'" + text.replace("'", "'\\''") + "'";
  }

  private String body() {
    try (@Nullable InputStream text = ShellInit.class.getResourceAsStream("/shell-init/" + shell)) {
      return new String(Objects.requireNonNull(text, shell).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
