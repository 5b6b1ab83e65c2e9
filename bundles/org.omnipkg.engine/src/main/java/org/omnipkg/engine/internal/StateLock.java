package org.omnipkg.engine.internal;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.omnipkg.engine.internal.lock.LocalFiles;
import org.omnipkg.engine.internal.lock.Lock;
import org.omnipkg.environment.State;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Elsewhere;
import org.omnipkg.model.GitPlace;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.process.Processes;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a state says that is true on another machine too. */
@Component(service = StateLock.class)
public final class StateLock {
  private final Languages languages;
  private final Processes processes;
  private final Permissions permissions;

  @Activate
  public StateLock(
      @Reference Languages languages,
      @Reference Processes processes,
      @Reference Permissions permissions) {
    this.languages = languages;
    this.processes = processes;
    this.permissions = permissions;
  }

  /**
   * @param folder where the lock lies, or will
   */
  Lock of(State state, Path folder) {
    LocalFiles local = new LocalFiles(folder);
    Map<Pin, List<Artifact>> offers = new LinkedHashMap<>();
    state.offers().forEach(offer -> offers.putIfAbsent(offer.pin(), offer.artifacts()));
    return new Lock(
        isEverywhere(state) ? List.of() : List.of(Lock.Target.of(processes.platform())),
        state.runtimes().stream()
            .map(r -> new Lock.Runtime(r.ecosystem(), r.implementation(), r.version()))
            .toList(),
        state.roots().stream().map(local::portable).toList(),
        whole(state, offers, local),
        state.kept().stream()
            .map(
                kept ->
                    new Lock.Kept(
                        local.portable(kept.root()),
                        closure(kept.nodes(), kept.edges(), offers, local)))
            .toList(),
        permissions.named(state));
  }

  /** Whether all of it is known for every platform. */
  private static boolean isEverywhere(State state) {
    return state.kept().isEmpty()
        && state.nodes().stream()
            .filter(node -> node.artifact().isPresent())
            .allMatch(node -> state.elsewhere().containsKey(Portion.language(node)));
  }

  private Lock.Closure whole(State state, Map<Pin, List<Artifact>> offers, LocalFiles local) {
    List<Node> nodes = new ArrayList<>(state.nodes());
    List<Edge> edges = new ArrayList<>(state.edges());
    for (Elsewhere one : state.elsewhere().values()) {
      nodes.addAll(one.nodes());
      edges.addAll(one.edges());
    }
    return closure(nodes, edges, offers, local);
  }

  private Lock.Closure closure(
      List<Node> nodes, List<Edge> edges, Map<Pin, List<Artifact>> offers, LocalFiles local) {
    List<Node> packages = nodes.stream().filter(node -> node.artifact().isPresent()).toList();
    Set<String> ids = new java.util.HashSet<>(packages.stream().map(Node::id).toList());
    return new Lock.Closure(
        packages.stream().map(node -> one(node, offers, local)).toList(),
        edges.stream()
            .filter(edge -> ids.contains(edge.to()))
            .map(
                edge ->
                    new Edge(
                        edge.from(),
                        edge.to(),
                        edge.tie(),
                        edge.role(),
                        local.portable(edge.text()),
                        edge.when()))
            .toList());
  }

  private Lock.Package one(Node node, Map<Pin, List<Artifact>> offers, LocalFiles local) {
    Artifact own = node.artifact().orElseThrow();
    boolean built = BuiltFrom.isBuilt(own);
    Artifact named = built ? BuiltFrom.archive(own).orElse(own) : own;
    Lock.Source source =
        Editable.of(own).isPresent() ? Lock.Source.FOLDER : source(node, named.location());
    String place =
        switch (source) {
          case URL -> local.portable(address(named.location()));
          case FILE, FOLDER -> local.place(named.location());
          case INDEX, ADOPTED -> "";
        };
    Map<String, Lock.File> files = new LinkedHashMap<>();
    if (source == Lock.Source.INDEX) {
      offers.getOrDefault(node.pin(), List.of()).forEach(offer -> add(offer, files));
    }
    if (source == Lock.Source.FOLDER) {
      files.clear();
    } else if (!built) {
      files.remove(own.filename());
      add(own, files);
    } else if (files.isEmpty() && BuiltFrom.archive(own).isPresent()) {
      add(named, files);
    }
    if (files.isEmpty() && source != Lock.Source.FOLDER) {
      throw new Refusal(
          Diagnostic.outside(
              "lock.no-digest",
              "nothing vouches for the file of `"
                  + node.pin().name().name()
                  + " "
                  + node.pin().version()
                  + "`, so that no lock can name it",
              "install it again, then export"));
    }
    return new Lock.Package(
        purl(node.pin()),
        node.pin(),
        node.id(),
        node.features(),
        source,
        place,
        built,
        own.facts().getOrDefault(Artifact.WHEN, ""),
        List.copyOf(files.values()));
  }

  /** A fragment says something only of a repository: the commit. */
  private static String address(URI location) {
    String text = location.toString();
    return GitPlace.of(location)
        .filter(GitPlace::isPinned)
        .map(repository -> repository.address().toString())
        .orElseGet(() -> text.startsWith("git+") ? text : text.replaceFirst("#.*", ""));
  }

  private static Lock.Source source(Node node, URI location) {
    if (Origins.isAdopted(node)) {
      return Lock.Source.ADOPTED;
    }
    if (LinkedFolder.of(node).isPresent()) {
      return Lock.Source.FOLDER;
    }
    if (!Origins.isDirect(node)) {
      return Lock.Source.INDEX;
    }
    String scheme = String.valueOf(location.getScheme()).toLowerCase(Locale.ROOT);
    return scheme.equals("file") ? Lock.Source.FILE : Lock.Source.URL;
  }

  /** A file that nothing strong vouches for cannot be told from another, and is left out. */
  private static void add(Artifact artifact, Map<String, Lock.File> files) {
    for (String algorithm : KnownTrees.STRONG) {
      String digest = artifact.hashes().get(algorithm);
      if (digest != null) {
        files.put(
            artifact.filename(),
            new Lock.File(
                artifact.filename(),
                artifact.format(),
                Map.of(algorithm, KnownTrees.digest(algorithm, digest)),
                artifact.size()));
        return;
      }
    }
  }

  String purl(Pin pin) {
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(pin.name().ecosystem())) {
      return lease.service().grammar().purl(pin);
    }
  }

  /** The names and versions of a lock, for messages. */
  static List<String> names(List<Lock.Package> packages) {
    List<String> names = new ArrayList<>();
    packages.forEach(one -> names.add(one.pin().name().name() + " " + one.pin().version()));
    return names;
  }
}
