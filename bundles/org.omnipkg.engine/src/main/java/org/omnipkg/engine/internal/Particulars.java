package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.omnipkg.api.Inquiry;
import org.omnipkg.api.Places;
import org.omnipkg.environment.Environments;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Edge;
import org.omnipkg.model.GitPlace;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Layout;
import org.omnipkg.store.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code info}: what is known of a package's versions in an environment. */
@Component(service = Particulars.class)
public final class Particulars {
  private final Languages languages;
  private final Environments environments;
  private final Store store;
  private final Places places;
  private static final List<String> DIGESTS = List.of("sha256", "sha512", "sha384", "h1", "sha1");

  private final Sizes sizes = new Sizes();

  @Activate
  public Particulars(
      @Reference Languages languages,
      @Reference Environments environments,
      @Reference Store store,
      @Reference Places places) {
    this.languages = languages;
    this.environments = environments;
    this.store = store;
    this.places = places;
  }

  Inquiry.Info of(Subject subject, String environment) {
    List<Inquiry.Version> versions = new ArrayList<>();
    for (Subject.Member member : distinct(subject.found())) {
      versions.add(version(member, subject.found()));
    }
    return new Inquiry.Info(
        subject.name().ecosystem(), subject.name().name(), environment, versions);
  }

  /** A version may belong to several ensembles; the first tells of it. */
  private static List<Subject.Member> distinct(List<Subject.Member> all) {
    List<Subject.Member> distinct = new ArrayList<>();
    for (Subject.Member member : all) {
      if (distinct.stream().noneMatch(d -> d.node().pin().equals(member.node().pin()))) {
        distinct.add(member);
      }
    }
    return distinct;
  }

  private Inquiry.Version version(Subject.Member member, List<Subject.Member> all) {
    Node node = member.node();
    Optional<Store.Tree> tree = member.ensemble().tree(node, store);
    Inodes.Size size =
        tree.map(t -> sizes.of(t.path(), this::trees)).orElse(new Inodes.Size(0, 0, 0));
    List<Subject.Member> same =
        all.stream().filter(one -> one.node().pin().equals(node.pin())).toList();
    Layout.Account account = account(node, tree);
    Optional<Artifact> artifact = node.artifact();
    String place = member.ensemble().trees().getOrDefault(node.id(), "");
    return new Inquiry.Version(
        node.pin().version(),
        member.ensemble().active(),
        same.stream().anyMatch(one -> one.ensemble().requested(one.node())),
        PackageFlows.purl(node, languages),
        node.source(),
        artifact.map(Artifact::filename).orElse(""),
        artifact.map(Particulars::integrity).orElse(""),
        needs(member),
        same.stream().flatMap(Particulars::neededBy).distinct().toList(),
        places.pretty(tree.map(Store.Tree::path).orElseGet(() -> places.store().resolve(place))),
        size.files(),
        size.bytes(),
        size.shared(),
        users(place),
        account.commands(),
        tree.isPresent() ? notes(node, account) : List.of("its tree is missing from the store"));
  }

  private List<String> notes(Node node, Layout.Account account) {
    List<String> notes = new ArrayList<>(account.notes());
    node.artifact()
        .flatMap(Editable::of)
        .ifPresent(folder -> notes.add("editable: runs from " + places.pretty(folder)));
    node.artifact()
        .flatMap(BuiltFrom::archive)
        .flatMap(archive -> GitPlace.of(archive.location()))
        .ifPresent(
            place ->
                notes.add(
                    "built from commit "
                        + place.revision()
                        + " of "
                        + place.repository().replaceFirst("://(?!git@)[^/?]*@", "://")));
    return notes;
  }

  /** The strongest digest that is known of a file. */
  private static String integrity(Artifact artifact) {
    return DIGESTS.stream()
        .filter(artifact.hashes()::containsKey)
        .findFirst()
        .map(algorithm -> algorithm + ":" + artifact.hashes().get(algorithm))
        .orElse("");
  }

  private static List<Inquiry.Link> needs(Subject.Member member) {
    return member.ensemble().edges().stream()
        .filter(edge -> edge.from().equals(member.node().id()))
        .map(edge -> link(member, edge.to(), edge))
        .distinct()
        .toList();
  }

  private static Stream<Inquiry.Link> neededBy(Subject.Member member) {
    return member.ensemble().edges().stream()
        .filter(edge -> edge.to().equals(member.node().id()))
        .map(edge -> link(member, edge.from(), edge));
  }

  private static Inquiry.Link link(Subject.Member member, String end, Edge edge) {
    String language = member.node().pin().name().ecosystem();
    return member
        .ensemble()
        .node(end)
        .map(n -> new Inquiry.Link(States.name(n, language), n.pin().version(), edge.text()))
        .orElseGet(() -> new Inquiry.Link(end, "", edge.text()));
  }

  private Layout.Account account(Node node, Optional<Store.Tree> tree) {
    String language = node.pin().name().ecosystem();
    if (tree.isEmpty() || !languages.ids().contains(language)) {
      return new Layout.Account(List.of(), List.of());
    }
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(language)) {
      return lease.service().layout().account(tree.get().facts());
    }
  }

  private List<Path> trees() {
    List<Path> roots = new ArrayList<>();
    for (String language : languages.ids()) {
      try (Languages.Lease<Ecosystem> lease = languages.ecosystem(language)) {
        store.trees(lease.service().layout().shelf()).forEach(tree -> roots.add(tree.path()));
      }
    }
    return roots;
  }

  private List<String> users(String place) {
    return environments.names().stream().filter(name -> holds(name, place)).toList();
  }

  private boolean holds(String environment, String place) {
    try {
      return environments.generations(environment).stream()
          .flatMap(generation -> Ensemble.of(generation.state()).stream())
          .anyMatch(ensemble -> ensemble.trees().containsValue(place));
    } catch (Refusal unreadable) {
      return false;
    }
  }
}
