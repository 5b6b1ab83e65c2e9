package org.omnipkg.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Solver;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** What a bundle asks of others, as the framework reads its manifest. */
final class Wires {
  private static final Pattern NAME = Pattern.compile("\\(osgi\\.wiring\\.package=([^)]*)\\)");

  /** Said of a package nobody exports. */
  static final String NONE = "no version";

  private Wires() {}

  /** A demand on others, as its filter says it. */
  record Import(String name, String filter, String resolution) {
    boolean optional() {
      return !resolution.isEmpty() && !resolution.equals("mandatory");
    }

    boolean dynamic() {
      return resolution.equals("dynamic");
    }

    /** Whether the filter lets no version in from some point on. */
    boolean hasCeiling() {
      return filter.contains("(!(version>=") || filter.contains("(version<=");
    }
  }

  /** Its imports of packages. */
  static List<Import> imports(Bundle bundle) {
    List<Import> imports = new ArrayList<>();
    for (BundleRequirement demand : demands(bundle, PackageNamespace.PACKAGE_NAMESPACE)) {
      Map<String, String> directives = demand.getDirectives();
      String filter = directives.getOrDefault("filter", "");
      Matcher name = NAME.matcher(filter);
      imports.add(
          new Import(
              name.find() ? name.group(1) : "*",
              filter,
              directives.getOrDefault("resolution", "")));
    }
    return imports;
  }

  /** Its demands of a kind; of every kind when that is null. */
  static List<BundleRequirement> demands(Bundle bundle, String namespace) {
    return revision(bundle).getDeclaredRequirements(namespace);
  }

  private static BundleRevision revision(Bundle bundle) {
    return bundle.adapt(BundleRevision.class);
  }

  /** The version under which one of these bundles exports a package. */
  static String exported(String name, List<Bundle> among) {
    return among.stream()
        .flatMap(bundle -> exports(bundle))
        .filter(export -> name.equals(export.get(PackageNamespace.PACKAGE_NAMESPACE)))
        .map(export -> String.valueOf(export.get("version")))
        .findFirst()
        .orElse(NONE);
  }

  private static Stream<Map<String, Object>> exports(Bundle bundle) {
    return revision(bundle).getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
        .map(capability -> capability.getAttributes());
  }

  /** What it offers of a kind: the values of the attribute of that name. */
  static List<Object> offers(Bundle bundle, String namespace) {
    return revision(bundle).getDeclaredCapabilities(namespace).stream()
        .map(capability -> capability.getAttributes().getOrDefault(namespace, ""))
        .toList();
  }

  /** The resolvers it says it brings, each with its language. */
  static List<String> resolvers(Bundle bundle) {
    return revision(bundle).getDeclaredCapabilities(Solver.NAME).stream()
        .map(capability -> capability.getAttributes())
        .map(told -> told.get(Solver.NAME) + " of " + told.get(Ecosystem.ID))
        .sorted()
        .toList();
  }

  /** The demands without which it cannot be resolved and that none of these bundles meets. */
  static List<String> unmet(Bundle bundle, List<Bundle> among) {
    List<String> unmet = new ArrayList<>();
    for (BundleRequirement demand : revision(bundle).getDeclaredRequirements(null)) {
      Map<String, String> directives = demand.getDirectives();
      boolean needed =
          directives.getOrDefault("resolution", "mandatory").equals("mandatory")
              && directives.getOrDefault("effective", "resolve").equals("resolve");
      if (needed && !met(demand, among)) {
        unmet.add(told(demand, among));
      }
    }
    return unmet;
  }

  /** A demand, and what there is in place of what it wants. */
  private static String told(BundleRequirement demand, List<Bundle> among) {
    String filter = demand.getDirectives().getOrDefault("filter", "");
    Matcher name = NAME.matcher(filter);
    String here = name.find() ? exported(name.group(1), among) : NONE;
    return demand.getNamespace()
        + " "
        + filter
        + (here.equals(NONE) ? "" : ", of which version " + here + " is here");
  }

  private static boolean met(BundleRequirement demand, List<Bundle> among) {
    Optional<String> filter = Optional.ofNullable(demand.getDirectives().get("filter"));
    return among.stream()
        .flatMap(b -> revision(b).getDeclaredCapabilities(demand.getNamespace()).stream())
        .anyMatch(capability -> filter.isEmpty() || matches(filter.get(), capability));
  }

  private static boolean matches(
      String filter, org.osgi.framework.wiring.BundleCapability capability) {
    try {
      return FrameworkUtil.createFilter(filter).matches(capability.getAttributes());
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(filter, e);
    }
  }
}
