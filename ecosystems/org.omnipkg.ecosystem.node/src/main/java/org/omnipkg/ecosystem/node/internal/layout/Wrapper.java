package org.omnipkg.ecosystem.node.internal.layout;

import java.nio.file.Path;
import org.omnipkg.model.Runtime;

/** Small shell scripts in {@code bin}, which find the environment's packages from anywhere. */
final class Wrapper {
  private final Path root;
  private final Runtime runtime;

  Wrapper(Path root, Runtime runtime) {
    this.root = root;
    this.runtime = runtime;
  }

  /** Node itself, told where the environment's packages are. */
  String node() {
    Variables variables = new Variables(root, runtime);
    String path = variables.path();
    String options = variables.options();
    StringBuilder text = new StringBuilder("#!/bin/sh\n");
    text.append("case \":$NODE_PATH:\" in\n")
        .append("  *:")
        .append(quoted(path))
        .append(":*) ;;\n")
        .append("  *) NODE_PATH=")
        .append(quoted(path))
        .append("${NODE_PATH:+:$NODE_PATH}; export NODE_PATH ;;\n")
        .append("esac\n");
    if (!options.isEmpty()) {
      text.append("case \" $NODE_OPTIONS \" in\n")
          .append("  *\" \"")
          .append(quoted(options))
          .append("\" \"*) ;;\n")
          .append("  *) NODE_OPTIONS=")
          .append(quoted(options))
          .append("${NODE_OPTIONS:+\" $NODE_OPTIONS\"}; export NODE_OPTIONS ;;\n")
          .append("esac\n");
    }
    return text.append("exec ")
        .append(quoted(runtime.executable().toString()))
        .append(" \"$@\"\n")
        .toString();
  }

  /** A script of the runtime's own. */
  String command(Path script) {
    return run(script);
  }

  /**
   * A package's command.
   *
   * @param how as {@link Shebang} says it
   */
  String program(Path file, String how) {
    String path = quoted(root.resolve("bin").toString());
    String begin = "#!/bin/sh\nPATH=" + path + ":$PATH; export PATH\nexec ";
    String node = quoted(root.resolve("bin/node").toString());
    String run = how.equals(Shebang.ITSELF) ? "" : node + (how.isEmpty() ? "" : " " + how) + " ";
    return begin + run + quoted(file.toString()) + " \"$@\"\n";
  }

  private String run(Path script) {
    return "#!/bin/sh\n"
        + "exec "
        + quoted(root.resolve("bin/node").toString())
        + " "
        + quoted(script.toString())
        + " \"$@\"\n";
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
