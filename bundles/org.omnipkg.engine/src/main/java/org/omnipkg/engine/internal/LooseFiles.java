package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.spi.Surveyor.Finding;
import org.omnipkg.spi.Surveyor.Kind;
import org.omnipkg.spi.Trace;

/** What others did, where no language or more than one can say what it means. */
final class LooseFiles {
  private static final String FARM = "farm:";

  private LooseFiles() {}

  /** Without anybody to ask: what was added is a file, anything else is put as it was. */
  static List<Finding> survey(List<Trace> traces, List<String> carried) {
    List<Finding> findings = new ArrayList<>();
    String folder = "";
    for (Trace trace : traces) {
      boolean farm = trace.place() == Trace.Place.FARM;
      String name = farm ? FARM + trace.path() : trace.path();
      boolean covered = !folder.isEmpty() && name.startsWith(folder);
      if (trace.kind() == Trace.Kind.ADDED && !covered) {
        findings.add(finding(Kind.FILE, name));
        folder = name.endsWith("/") ? name : folder;
      } else if (trace.kind() == Trace.Kind.REMOVED) {
        boolean taken = carried.contains(name);
        findings.add(finding(taken ? Kind.REMOVED : Kind.CHANGED, name));
      } else if (trace.kind() == Trace.Kind.CHANGED && !name.endsWith("/")) {
        findings.add(finding(carried.contains(name) ? Kind.FILE : Kind.CHANGED, name));
      }
    }
    return findings;
  }

  private static Finding finding(Kind kind, String path) {
    String label = path.replaceFirst("^" + FARM, "farm/").replaceFirst("/$", "");
    return new Finding(kind, Optional.empty(), label, "", false, List.of(path));
  }

  /** What one language knows is no loose file of another. */
  static List<Finding> together(List<List<Finding>> told) {
    if (told.size() == 1) {
      return told.get(0);
    }
    Set<String> known = new HashSet<>();
    told.stream()
        .flatMap(List::stream)
        .filter(finding -> finding.kind() != Kind.FILE)
        .forEach(finding -> known.addAll(finding.paths()));
    Set<Finding> all = new java.util.LinkedHashSet<>();
    for (List<Finding> one : told) {
      one.stream()
          .filter(f -> f.kind() != Kind.FILE || f.paths().stream().noneMatch(known::contains))
          .forEach(all::add);
    }
    return List.copyOf(all);
  }
}
