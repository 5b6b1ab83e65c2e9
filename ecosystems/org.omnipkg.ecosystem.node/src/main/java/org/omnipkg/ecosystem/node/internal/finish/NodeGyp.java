package org.omnipkg.ecosystem.node.internal.finish;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.ecosystem.node.internal.index.Fit;
import org.omnipkg.ecosystem.node.internal.index.Needs;
import org.omnipkg.ecosystem.node.internal.runtime.NpmClient;
import org.omnipkg.ecosystem.node.internal.semver.Range;
import org.omnipkg.ecosystem.node.internal.semver.Version;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Role;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;

/** What a script that compiles needs beside the package: node-gyp, a Python for it, headers. */
final class NodeGyp {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** From this release on it runs under Pythons without distutils. */
  private static final String MODERN = ">=10.0.0";

  private static final String ANY_PYTHON = ">=3.9";
  private static final String OLD_PYTHON = ">=3.6,<3.12";

  private NodeGyp() {}

  /** Whether one of the scripts builds, or builds when there is nothing built to be had. */
  static boolean wanted(Map<String, String> scripts) {
    return scripts.values().stream()
        .anyMatch(script -> script.contains("gyp") || script.contains("prebuild"));
  }

  /** Requirements of its passing environment. */
  static List<Dependency> requires(Runtime runtime, Target on) {
    List<Dependency> requires = new ArrayList<>();
    Optional<Path> brought = brought(runtime);
    if (brought.isEmpty()) {
      requires.add(Needs.dependency("node-gyp", suitable(runtime), Tie.NEEDS));
    }
    if (runtime.fact("headers").isEmpty() && on.platform().libc().equals("glibc")) {
      requires.add(Needs.dependency(headers(on.platform()), runtime.version(), Tie.NEEDS));
    }
    String version = brought.map(NodeGyp::version).orElse("");
    boolean old =
        brought.isPresent()
            ? !admits(MODERN, version)
            : admits("<10.0.0", suitable(runtime).substring(1) + ".0.0");
    requires.add(python(on.runtime("python"), old ? OLD_PYTHON : ANY_PYTHON));
    return requires;
  }

  /** The package of npm's registry that holds a Node of this platform, its headers too. */
  static String headers(Platform platform) {
    return "node-" + Fit.os(platform) + "-" + Fit.cpu(platform);
  }

  /** The script of the one that npm brings beside a Node. */
  static Optional<Path> brought(Runtime runtime) {
    return NpmClient.script(runtime.home())
        .map(npm -> npm.resolveSibling("../node_modules/node-gyp/bin/node-gyp.js").normalize())
        .filter(Files::isRegularFile);
  }

  /** The newest line that runs on this Node. */
  private static String suitable(Runtime runtime) {
    long major = Version.of(runtime.version()).map(Version::major).orElse(0L);
    if (major >= 18) {
      return "^11";
    }
    return major >= 16 ? "^10" : major >= 12 ? "^9" : "^7";
  }

  /**
   * The Python that is chosen anyway, where it will do: what the closure itself has of node-gyp had
   * a say in it.
   */
  private static Dependency python(Optional<Runtime> chosen, String range) {
    String own =
        chosen
            .map(Runtime::version)
            .filter(version -> admits(">=3.6.0", version))
            .filter(version -> range.equals(ANY_PYTHON) || admits("<3.12.0", version))
            .map(version -> "==" + version)
            .orElse(range);
    return new Dependency(
        new PackageName("runtime", "python"),
        own,
        Set.of(),
        "",
        Tie.NEEDS,
        Role.BUILD,
        Condition.ALWAYS,
        Optional.empty(),
        "python " + own);
  }

  private static boolean admits(String range, String version) {
    return Version.of(version)
        .filter(v -> Range.of(range).filter(r -> r.admits(v)).isPresent())
        .isPresent();
  }

  private static String version(Path script) {
    try {
      Path manifest = script.resolveSibling("../package.json").normalize();
      return JSON.readTree(Files.readAllBytes(manifest)).path("version").asText("");
    } catch (IOException unreadable) {
      return "";
    }
  }
}
