package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;
import org.omnipkg.model.Source;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Excerpts;
import org.omnipkg.store.Ledger;
import org.omnipkg.store.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The store seen as a flat place: a folder of excerpts under the names of the artifacts the trees
 * were made of. Whatever is chosen there has its tree already.
 */
@Component(service = StoredReleases.class)
public final class StoredReleases {
  static final String LABEL = "store";

  private final Languages languages;
  private final Store store;
  private final KnownTrees known;

  @Activate
  public StoredReleases(
      @Reference Languages languages, @Reference Store store, @Reference Ledger ledger) {
    this.languages = languages;
    this.store = store;
    this.known = new KnownTrees(store, ledger);
  }

  /**
   * What is shown of one language.
   *
   * @param folder where the excerpts lie
   * @param byFilename what each of them stands for
   */
  record Place(Path folder, Map<String, Provenance> byFilename) {
    static final Place NONE = new Place(Path.of(""), Map.of());

    Optional<Source> source() {
      return byFilename.isEmpty()
          ? Optional.empty()
          : Optional.of(new Source(LABEL, folder.toUri(), Source.Form.FLAT));
    }

    /** The folder as a page of links; each link states the digest of the real artifact. */
    String page() {
      Map<URI, String> digests = new TreeMap<>();
      byFilename.forEach(
          (filename, known) ->
              digests.put(
                  folder.resolve(filename).toUri(),
                  known.artifact().hashes().getOrDefault("sha256", "")));
      return LocalPages.page(
          digests.entrySet().stream()
              .map(file -> URI.create(file.getKey() + "#sha256=" + file.getValue()))
              .toList());
    }

    private Optional<Provenance> behind(Artifact artifact) {
      URI location = artifact.location();
      return "file".equals(location.getScheme()) && folder.equals(Path.of(location).getParent())
          ? Optional.ofNullable(byFilename.get(artifact.filename()))
          : Optional.empty();
    }

    /** The node with the real artifact where it names an excerpt. */
    Node real(Node node) {
      Optional<Provenance> behind = node.artifact().flatMap(this::behind);
      return behind
          .map(
              known ->
                  new Node(
                      node.id(),
                      node.pin(),
                      Optional.of(known.artifact()),
                      node.features(),
                      known.source()))
          .orElse(node);
    }

    Artifact real(Artifact artifact) {
      return behind(artifact).map(Provenance::artifact).orElse(artifact);
    }
  }

  /** Shows what is stored of a language; of two artifacts of one name the tree made last counts. */
  Place show(String language, Path scratch) {
    Optional<Languages.Lease<Excerpts>> skill = languages.skill(Excerpts.class, language);
    if (skill.isEmpty()) {
      return Place.NONE;
    }
    try (Languages.Lease<Excerpts> excerpts = skill.get();
        Languages.Lease<Ecosystem> ecosystem = languages.ecosystem(language)) {
      Path folder = Files.createDirectories(scratch.resolve("stored-" + language));
      Map<String, Store.Tree> trees = latest(ecosystem.service().layout().shelf());
      Map<String, Provenance> shown = new LinkedHashMap<>();
      for (Store.Tree tree : trees.values()) {
        Provenance known = Provenance.of(tree.facts()).orElseThrow();
        Optional<byte[]> excerpt =
            excerpts.service().of(known.artifact(), tree.path(), tree.facts());
        if (excerpt.isPresent()) {
          Files.write(folder.resolve(known.artifact().filename()), excerpt.get());
          shown.put(known.artifact().filename(), known);
          remember(tree, known);
        }
      }
      return new Place(folder, Map.copyOf(shown));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Store.Tree> latest(String shelf) throws IOException {
    Map<String, Store.Tree> latest = new LinkedHashMap<>();
    for (Store.Tree tree : store.trees(shelf)) {
      Optional<Provenance> known = Provenance.of(tree.facts());
      // what was asked for by its place is no release of an index
      if (known.isEmpty()
          || !FinishedTrees.isPlain(tree)
          || known.get().source().equals("direct")) {
        continue;
      }
      String filename = known.get().artifact().filename();
      Store.Tree other = latest.get(filename);
      if (other == null || made(other) < made(tree)) {
        latest.put(filename, tree);
      }
    }
    return latest;
  }

  private static long made(Store.Tree tree) throws IOException {
    return Files.getLastModifiedTime(tree.path()).toMillis();
  }

  /** A ledger that was lost learns again where the tree of the artifact lies. */
  private void remember(Store.Tree tree, Provenance of) {
    if (known.key(tree.shelf(), of.artifact().hashes()).isEmpty()) {
      known.remember(tree, of.artifact().hashes());
    }
  }
}
