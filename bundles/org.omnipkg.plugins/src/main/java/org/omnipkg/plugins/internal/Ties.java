package org.omnipkg.plugins.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.omnipkg.api.Plugins.Import;
import org.omnipkg.api.Plugins.Plugin;
import org.omnipkg.api.Plugins.Reasons;
import org.omnipkg.api.Plugins.Source;
import org.omnipkg.spi.Ecosystem;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.resource.Capability;

/** How a bundle hangs together with the others. */
final class Ties {
  private static final String OURS = "omnipkg.";

  private final Host host;

  Ties(Host host) {
    this.host = host;
  }

  Reasons of(Plugin plugin, Optional<Source> source) {
    Optional<Bundle> found =
        host.named(plugin.name(), plugin.origin().equals("added")).stream()
            .filter(bundle -> Host.digest(bundle).equals(plugin.digest()))
            .findFirst();
    if (found.isEmpty()) {
      return new Reasons(plugin, source, List.of(), List.of(), List.of(), List.of());
    }
    Bundle bundle = found.get();
    Set<String> languages = languages(bundle);
    return new Reasons(
        plugin,
        source,
        List.copyOf(languages),
        capabilities(bundle),
        imports(bundle),
        neededBy(bundle, languages));
  }

  /** Ids of the languages that are here because of it. */
  private static Set<String> languages(Bundle bundle) {
    List<Contribution> given = Contribution.registered(bundle);
    return (given.isEmpty() ? Roll.stated(bundle) : given)
        .stream()
            .filter(one -> one.kind().equals(Ecosystem.class.getName()))
            .map(Contribution::language)
            .filter(language -> !language.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> capabilities(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision == null
        ? List.of()
        : revision.getDeclaredCapabilities(null).stream()
            .filter(capability -> capability.getNamespace().startsWith(OURS))
            .map(Ties::words)
            .sorted()
            .toList();
  }

  /** e.g. {@code omnipkg.solver=uv (omnipkg.ecosystem=python)}. */
  private static String words(Capability capability) {
    String space = capability.getNamespace();
    String more =
        capability.getAttributes().entrySet().stream()
            .filter(attribute -> !attribute.getKey().equals(space))
            .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
            .sorted()
            .collect(Collectors.joining(", "));
    String name = space + "=" + capability.getAttributes().getOrDefault(space, "");
    return more.isEmpty() ? name : name + " (" + more + ")";
  }

  private List<Import> imports(Bundle bundle) {
    String house = Ecosystem.class.getPackageName().replaceFirst("[^.]+$", "");
    List<Import> imports = new ArrayList<>();
    for (Clauses.Clause clause : Clauses.of(bundle.getHeaders("").get(Constants.IMPORT_PACKAGE))) {
      if (clause.path().startsWith(house)) {
        imports.add(
            new Import(
                clause.path(),
                clause.value(Constants.VERSION_ATTRIBUTE + "="),
                here(clause.path())));
      }
    }
    return imports;
  }

  private String here(String name) {
    return host.bundles().stream()
        .map(bundle -> bundle.adapt(BundleRevision.class))
        .filter(revision -> revision != null)
        .flatMap(
            revision ->
                revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream())
        .map(Capability::getAttributes)
        .filter(attributes -> name.equals(attributes.get(PackageNamespace.PACKAGE_NAMESPACE)))
        .map(attributes -> attributes.get(Constants.VERSION_ATTRIBUTE))
        .filter(Version.class::isInstance)
        .map(String::valueOf)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** Bundles wired to it, and those that serve a language which is here because of it. */
  private List<String> neededBy(Bundle bundle, Set<String> brought) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    List<BundleWire> wires = wiring == null ? null : wiring.getProvidedWires(null);
    Stream<Bundle> wired =
        wires == null
            ? Stream.of()
            : wires.stream().map(wire -> wire.getRequirerWiring().getBundle());
    Stream<Bundle> serving =
        host.bundles().stream()
            .filter(
                other ->
                    Contribution.registered(other).stream()
                        .anyMatch(one -> brought.contains(one.language())));
    return Stream.concat(wired, serving)
        .filter(other -> !other.equals(bundle))
        .map(Host::title)
        .distinct()
        .sorted()
        .toList();
  }
}
