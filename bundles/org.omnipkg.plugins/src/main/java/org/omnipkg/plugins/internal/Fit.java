package org.omnipkg.plugins.internal;

import static org.osgi.framework.namespace.ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Ecosystem;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;

/** Whether a bundle's imports are met here, and which are not. */
final class Fit {
  private static final String HOUSE = Ecosystem.class.getPackageName().replaceFirst("[^.]+$", "");

  private final Host host;

  Fit(Host host) {
    this.host = host;
  }

  void check(Bundle bundle) {
    if (host.wiring().resolveBundles(List.of(bundle))) {
      return;
    }
    List<String> missing = new ArrayList<>();
    Set<String> hints = new LinkedHashSet<>();
    others(bundle, missing, hints);
    packages(bundle, missing, hints);
    if (missing.isEmpty()) {
      missing.add("its imports cannot be met together");
    }
    throw misfit(Host.title(bundle), missing, hints.stream().findFirst().orElse(""));
  }

  static Refusal misfit(String title, List<String> missing, String hint) {
    return new Refusal(
        Diagnostic.user("plugin.does-not-fit", "`" + title + "` does not fit this omnipkg", hint)
            .with(missing));
  }

  /** Tells the packages that are missing, and what helps. */
  private void packages(Bundle bundle, List<String> missing, Set<String> hints) {
    for (Clauses.Clause clause : Clauses.of(bundle.getHeaders("").get(Constants.IMPORT_PACKAGE))) {
      String range = clause.value(Constants.VERSION_ATTRIBUTE + "=");
      boolean optional =
          clause.value(Constants.RESOLUTION_DIRECTIVE + ":=").equals(Constants.RESOLUTION_OPTIONAL);
      List<Version> here = versions(clause.path(), bundle);
      boolean met =
          here.stream().anyMatch(v -> range.isEmpty() || VersionRange.valueOf(range).includes(v));
      if (!met && !optional && !clause.path().startsWith("java.")) {
        missing.add(
            "it imports `"
                + (clause.path() + " " + range).strip()
                + "`, "
                + (here.isEmpty() ? "which nothing here exports" : "and here is " + words(here)));
        hints.add(hint(clause.path(), range, here));
      }
    }
  }

  private static String words(List<Version> versions) {
    return versions.stream().map(Version::toString).collect(Collectors.joining(", "));
  }

  private static String hint(String path, String range, List<Version> here) {
    if (!path.startsWith(HOUSE)) {
      return here.isEmpty()
          ? "a plugin carries what it needs inside: with bnd, `-conditionalpackage: " + path + "`"
          : "a plugin carries what it needs inside, or accepts the version that is here";
    }
    boolean newer =
        !here.isEmpty()
            && here.stream().allMatch(v -> v.compareTo(VersionRange.valueOf(range).getLeft()) < 0);
    if (here.isEmpty()) {
      return "of omnipkg a plugin may import `org.omnipkg.model` and `org.omnipkg.spi`";
    }
    return newer
        ? "it was made for a newer omnipkg: update omnipkg, or take an older version of it"
        : "it was made for an older omnipkg: take a newer version of it, or have it compiled"
            + " against `org.omnipkg.model` and `org.omnipkg.spi` of this one";
  }

  private List<Version> versions(String name, Bundle asking) {
    List<Version> versions = new ArrayList<>();
    for (Bundle bundle : host.bundles()) {
      BundleRevision revision = bundle.adapt(BundleRevision.class);
      if (revision != null && !bundle.equals(asking)) {
        revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
            .map(capability -> capability.getAttributes())
            .filter(a -> name.equals(a.get(PackageNamespace.PACKAGE_NAMESPACE)))
            .filter(a -> a.get(Constants.VERSION_ATTRIBUTE) instanceof Version)
            .forEach(a -> versions.add((Version) a.get(Constants.VERSION_ATTRIBUTE)));
      }
    }
    return versions.stream().distinct().sorted().toList();
  }

  /** What else it requires of whoever runs it: a Java, or what other bundles provide. */
  private void others(Bundle bundle, List<String> missing, Set<String> hints) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    if (revision == null) {
      return;
    }
    for (Requirement requirement : revision.getRequirements(null)) {
      var directives = requirement.getDirectives();
      String resolution = directives.getOrDefault(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE, "");
      String effective = directives.getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, "");
      if (!requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)
          && !resolution.equals(Namespace.RESOLUTION_OPTIONAL)
          && (effective.isEmpty() || effective.equals(Namespace.EFFECTIVE_RESOLVE))
          && host.wiring().findProviders(requirement).isEmpty()) {
        String filter = directives.getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
        int java =
            requirement.getNamespace().equals(EXECUTION_ENVIRONMENT_NAMESPACE)
                ? Java.asked(filter)
                : 0;
        if (java > Java.here()) {
          missing.add(Java.missing(java));
          hints.add(Java.hint(java));
        } else {
          missing.add("it needs `" + (requirement.getNamespace() + " " + filter).strip() + "`");
        }
      }
    }
  }
}
