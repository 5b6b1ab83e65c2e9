package org.omnipkg.plugins.internal;

import java.util.ArrayList;
import java.util.List;
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
  private final Host host;

  Fit(Host host) {
    this.host = host;
  }

  void check(Bundle bundle) {
    if (host.wiring().resolveBundles(List.of(bundle))) {
      return;
    }
    List<String> missing = new ArrayList<>();
    boolean ours = packages(bundle, missing);
    others(bundle, missing);
    if (missing.isEmpty()) {
      missing.add("its imports cannot be met together");
    }
    throw new Refusal(
        Diagnostic.user(
                "plugin.does-not-fit",
                "`" + Host.title(bundle) + "` does not fit this omnipkg",
                ours
                    ? "compile it against `org.omnipkg.model` and `org.omnipkg.spi` of this"
                        + " distribution, in its folder `bundles`"
                    : "")
            .with(missing));
  }

  /** Tells the packages that are missing; true when one of them is of omnipkg. */
  private boolean packages(Bundle bundle, List<String> missing) {
    boolean ours = false;
    String root = Ecosystem.class.getPackageName().replaceFirst("[^.]+$", "");
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
                + (here.isEmpty()
                    ? "which nothing here exports"
                    : "and here is "
                        + here.stream().map(Version::toString).collect(Collectors.joining(", "))));
        ours |= clause.path().startsWith(root);
      }
    }
    return ours;
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

  private void others(Bundle bundle, List<String> missing) {
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
        missing.add("it needs `" + (requirement.getNamespace() + " " + filter).strip() + "`");
      }
    }
  }
}
