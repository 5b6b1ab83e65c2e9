package org.omnipkg.solver.support;

import java.util.List;
import java.util.regex.Pattern;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Problem;

/** Common turns of what foreign tools say. */
public final class Prose {
  private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+.-]*://[^\\s`'\",)>]+");

  private Prose() {}

  /** A request of the user. */
  public static Derivation asked(String demand) {
    return Derivation.leaf(Quarrel.ASKED, demand);
  }

  /** A requirement of a package, {@code flask==3.0.0} or {@code flask 3.0.0}. */
  public static Derivation needs(String who, String demand) {
    return Derivation.leaf(who.replace("==", " ") + " needs", demand);
  }

  /** Without addresses: they may carry secrets, and output names an index by its label. */
  public static String redacted(String text) {
    return ADDRESS.matcher(text).replaceAll("<address>");
  }

  /** The tool ended badly, and not because of the requests. */
  public static Diagnostic failed(String tool, int exit, String err) {
    List<String> lines =
        redacted(err).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return Diagnostic.outside("resolver.failed", "`" + tool + "` ended with exit code " + exit, "")
        .with(lines.subList(Math.max(0, lines.size() - 8), lines.size()));
  }

  /** The tool cannot work with the target's runtime. */
  public static Diagnostic unsupported(String tool, Problem problem, String why) {
    String runtime =
        problem
            .target()
            .runtime(problem.ecosystem())
            .map(r -> r.implementation() + " " + r.version())
            .orElse("a target without a runtime");
    return Diagnostic.user(
            "resolver.runtime-unsupported", "`" + tool + "` cannot solve for " + runtime, "")
        .with(why.isEmpty() ? List.of() : List.of(why));
  }
}
