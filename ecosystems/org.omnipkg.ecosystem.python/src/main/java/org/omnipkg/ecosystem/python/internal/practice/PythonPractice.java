package org.omnipkg.ecosystem.python.internal.practice;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.python.internal.PythonGrammar;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Solver;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Solves a small problem over a registry on paper. A daemon with nothing to do runs it again and
 * again, so that the code that reads pages and chooses versions is compiled before it is needed.
 */
@Component(property = "omnipkg.practice=python")
public final class PythonPractice implements Runnable {
  static final Target TARGET =
      new Target(
          new Platform("linux", "x86_64", "glibc", "2.36"),
          List.of(
              new Runtime(
                  "python",
                  "cpython",
                  "3.11.7",
                  Path.of("/python"),
                  Path.of("/"),
                  "path",
                  Map.of(
                      "implementation_tag",
                      "cp311",
                      "abi_tag",
                      "cp311",
                      "pointer_bits",
                      "64",
                      "python_version",
                      "3.11",
                      "python_full_version",
                      "3.11.7",
                      "sys_platform",
                      "linux"))));

  @Reference(
      target = "(omnipkg.solver=house)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Solver solver;

  /** Nobody needs it when practice is over. */
  private WeakReference<PaperRegistry> registry = new WeakReference<>(null);

  @Override
  public synchronized void run() {
    Solver house = solver;
    if (house != null) {
      solve(house);
    }
  }

  /** Whether the problem was solved: it always is, unless somebody breaks this. */
  boolean solve(Solver house) {
    PaperRegistry known = registry.get();
    PaperRegistry paper = known == null ? new PaperRegistry() : known;
    registry = new WeakReference<>(paper);
    PaperDesk desk = new PaperDesk(paper);
    Problem problem =
        new Problem(
            "python",
            List.of(new PythonGrammar().parse(PaperRegistry.name(0) + "[more]>=1.1")),
            List.of(),
            TARGET,
            Map.of(),
            false,
            Optional.empty(),
            Map.of(),
            Map.of());
    return house
        .solve(problem, new PaperFacts(desk), desk)
        .solved()
        .filter(solved -> solved.nodes().size() == PaperRegistry.PROJECTS)
        .isPresent();
  }
}
