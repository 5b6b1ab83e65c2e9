package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.List;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Checkup;
import org.omnipkg.api.Health;
import org.omnipkg.bounds.Bounds;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Asks every room, then looks at the house itself: languages, resolvers, unsatisfied services. */
@Component
public final class Examination implements Health {
  private final Bounds bounds;
  private final Languages languages;
  private final Wiring wiring;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<Checkup> checkups = List.of();

  @Activate
  public Examination(
      @Reference Languages languages, @Reference Wiring wiring, @Reference Bounds bounds) {
    this.bounds = bounds;
    this.languages = languages;
    this.wiring = wiring;
  }

  @Override
  public List<Finding> examine(Caller caller) {
    List<Finding> findings = new ArrayList<>();
    for (Checkup checkup : checkups) {
      Bundle whose = FrameworkUtil.getBundle(checkup.getClass());
      try {
        findings.addAll(bounds.bounded(Checkup.class, "doctor", checkup, whose).examine(caller));
      } catch (Refusal refusal) {
        if (!Bounds.added(whose)) {
          throw refusal;
        }
        Diagnostic why = refusal.diagnostic();
        findings.add(new Finding("problem", "plugins", why.message(), why.hint(), why.details()));
      }
    }
    findings.add(languages());
    findings.add(wiring.finding());
    return findings;
  }

  private Finding languages() {
    List<String> lines =
        languages.ids().stream()
            .map(id -> id + ": resolvers " + String.join(", ", languages.solvers(id)))
            .toList();
    return lines.isEmpty()
        ? new Finding(
            "problem",
            "languages",
            "no language is here",
            "put the language bundles back into the distribution's bundles folder",
            List.of())
        : new Finding("ok", "languages", String.join("; ", lines), "", List.of());
  }
}
