package org.omnipkg.ecosystem.ruby.internal.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.support.Script;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;

/** Runs a small script of ours with a Ruby, apart from whatever its user set up. */
public final class Child {
  private Child() {}

  /** What the script printed; empty when the Ruby does not work. */
  public static Optional<String> say(
      Path ruby,
      List<String> options,
      Script script,
      Map<String, String> needed,
      Desk desk,
      Duration patience) {
    List<String> argv = new ArrayList<>(List.of(ruby.toString(), "-W0"));
    argv.addAll(options);
    argv.addAll(List.of("-e", script.text()));
    Map<String, String> environment = new HashMap<>();
    // The launcher of JRuby is a script that looks for its helpers and its Java.
    String path = desk.environment().getOrDefault("PATH", "");
    environment.put("PATH", path.isEmpty() ? "/usr/bin:/bin" : path + ":/usr/bin:/bin");
    environment.put("LC_ALL", "C.UTF-8");
    String java = desk.environment().getOrDefault("JAVA_HOME", "");
    environment.put("JAVA_HOME", java.isEmpty() ? System.getProperty("java.home") : java);
    environment.putAll(needed);
    try {
      Desk.Output output =
          desk.run(
              new Desk.Command(
                  argv, Path.of("/"), environment, Optional.empty(), patience, Optional.empty()));
      return output.exit() == 0 ? Optional.of(output.out()) : Optional.empty();
    } catch (Refusal e) {
      return Optional.empty();
    }
  }
}
