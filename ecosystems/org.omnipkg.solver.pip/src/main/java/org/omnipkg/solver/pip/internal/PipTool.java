package org.omnipkg.solver.pip.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Runtime;
import org.omnipkg.solver.support.Prose;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Facts;

/** How pip is run by the target's own interpreter, whose tags and markers it then uses. */
final class PipTool {
  private static final String SITE = "lib/py/site-packages";

  private final Problem problem;
  private final Facts facts;
  private final Runtime runtime;
  private final Desk.Provisioned pip;

  PipTool(Problem problem, Facts facts, Desk desk) {
    this.problem = problem;
    this.facts = facts;
    this.runtime =
        problem
            .target()
            .runtime(problem.ecosystem())
            .orElseThrow(() -> new Refusal(Prose.unsupported("pip", problem, "")));
    this.pip = desk.tool(new Desk.Tool("python", "pip>=23", "pip"));
  }

  Runtime runtime() {
    return runtime;
  }

  /** The command up to pip's own arguments. */
  List<String> command() {
    String interpreter = runtime.executable().toString();
    if (pip.tree().isEmpty()) {
      return List.of(pip.executable().toString(), "--python", interpreter);
    }
    Path site = pip.tree().get().resolve(SITE);
    String range = requiresPython(site);
    if (!range.isEmpty() && !runs(range)) {
      throw new Refusal(
          Prose.unsupported("pip", problem, "pip " + pip.version() + " asks for Python " + range));
    }
    return List.of(interpreter, "-I", site.resolve("pip").toString());
  }

  private boolean runs(String range) {
    PackageName python = new PackageName("runtime", "python");
    Release release =
        new Release(
            new Pin(python, runtime.version()),
            Optional.empty(),
            Optional.empty(),
            false,
            Condition.ALWAYS,
            "",
            List.of());
    Listing one = new Listing(python, List.of(release), Map.of(), Map.of(), "");
    return facts.ecosystem("python").versions().select(range, one).admitted().get(0);
  }

  private static String requiresPython(Path site) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(site, "pip-*.dist-info")) {
      for (Path folder : found) {
        for (String line : Files.readAllLines(folder.resolve("METADATA"))) {
          if (line.isEmpty()) {
            break;
          }
          if (line.startsWith("Requires-Python:")) {
            return line.substring("Requires-Python:".length()).strip();
          }
        }
      }
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
