package org.omnipkg.engine.internal;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.omnipkg.api.Caller;
import org.omnipkg.api.InstallRequest;
import org.omnipkg.api.Packages;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.SwapRequest;
import org.omnipkg.api.UninstallRequest;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Node;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The verbs over an environment's packages; each is a flow of its own. */
@Component
public final class PackageFlows implements Packages {
  private final InstallFlow install;
  private final UninstallFlow uninstall;
  private final Languages languages;
  private final Environments environments;

  @Activate
  public PackageFlows(
      @Reference InstallFlow install,
      @Reference UninstallFlow uninstall,
      @Reference Languages languages,
      @Reference Environments environments) {
    this.install = install;
    this.uninstall = uninstall;
    this.languages = languages;
    this.environments = environments;
  }

  @Override
  public Receipt install(Caller caller, InstallRequest request) {
    return languages.steadily(() -> install.run(caller, request));
  }

  @Override
  public Receipt uninstall(Caller caller, UninstallRequest request) {
    return languages.steadily(() -> uninstall.run(caller, request));
  }

  @Override
  public Receipt swap(Caller caller, SwapRequest request) {
    return languages.steadily(() -> install.swap(caller, request));
  }

  @Override
  public List<Installed> list(Caller caller, String environment) {
    return languages.steadily(() -> list(environment));
  }

  private List<Installed> list(String environment) {
    State state = States.existing(environments, environment).state();
    Set<String> roots = new HashSet<>();
    state.edges().stream().filter(e -> e.from().isEmpty()).forEach(e -> roots.add(e.to()));
    return state.nodes().stream()
        .filter(node -> node.artifact().isPresent())
        .sorted(Comparator.comparing(node -> node.pin().name()))
        .map(node -> installed(node, roots.contains(node.id())))
        .toList();
  }

  private Installed installed(Node node, boolean requested) {
    String ecosystem = node.pin().name().ecosystem();
    return new Installed(
        ecosystem,
        node.pin().name().name(),
        node.pin().version(),
        true,
        requested,
        purl(node, languages));
  }

  /** A purl, or the empty string while the language's bundle is away. */
  static String purl(Node node, Languages languages) {
    String id = node.pin().name().ecosystem();
    if (!languages.ids().contains(id)) {
      return "";
    }
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(id)) {
      return lease.service().grammar().purl(node.pin());
    }
  }
}
