package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.omnipkg.model.Pin;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The verbs over an environment's packages; each is a flow of its own. */
@Component
public final class PackageFlows implements Packages {
  private final InstallFlow install;
  private final SwapFlow swap;
  private final UninstallFlow uninstall;
  private final Languages languages;
  private final Environments environments;
  private final Disk disk;

  @Activate
  public PackageFlows(
      @Reference InstallFlow install,
      @Reference SwapFlow swap,
      @Reference UninstallFlow uninstall,
      @Reference Languages languages,
      @Reference Environments environments,
      @Reference Disk disk) {
    this.install = install;
    this.swap = swap;
    this.uninstall = uninstall;
    this.languages = languages;
    this.environments = environments;
    this.disk = disk;
  }

  @Override
  public Receipt install(Caller caller, InstallRequest request) {
    return disk.watched(() -> languages.steadily(() -> install.run(caller, request)));
  }

  @Override
  public Receipt uninstall(Caller caller, UninstallRequest request) {
    return disk.watched(() -> languages.steadily(() -> uninstall.run(caller, request)));
  }

  @Override
  public Receipt swap(Caller caller, SwapRequest request) {
    return disk.watched(() -> languages.steadily(() -> swap.run(caller, request)));
  }

  @Override
  public List<Installed> list(Caller caller, String environment) {
    return languages.steadily(() -> list(environment));
  }

  private List<Installed> list(String environment) {
    State state = States.existing(environments, environment).state();
    Map<Pin, Installed> shown = new LinkedHashMap<>();
    Closure active = Closure.active(state);
    Map<Pin, List<String>> aliases = Aliases.given(state, active, languages);
    active
        .nodes()
        .forEach(
            node ->
                add(
                    shown,
                    node,
                    true,
                    active.roots(),
                    aliases.getOrDefault(node.pin(), List.of())));
    List<State.Kept> kept = new ArrayList<>(state.kept());
    Collections.reverse(kept);
    kept.forEach(
        one ->
            KeptVersions.node(one).ifPresent(n -> add(shown, n, false, Set.of(n.id()), List.of())));
    kept.forEach(one -> one.nodes().forEach(node -> add(shown, node, false, Set.of(), List.of())));
    return shown.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<Pin, Installed> e) -> e.getKey().name())
                .thenComparing(e -> !e.getValue().active()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private void add(
      Map<Pin, Installed> shown,
      Node node,
      boolean active,
      Set<String> requested,
      List<String> aliases) {
    if (node.artifact().isPresent() && !shown.containsKey(node.pin())) {
      shown.put(
          node.pin(),
          new Installed(
              node.pin().name().ecosystem(),
              node.pin().name().name(),
              node.pin().version(),
              active,
              requested.contains(node.id()),
              purl(node, languages),
              node.artifact().flatMap(Editable::of).map(Path::toString).orElse(""),
              aliases));
    }
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
