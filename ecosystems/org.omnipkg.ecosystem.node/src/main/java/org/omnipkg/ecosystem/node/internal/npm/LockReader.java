package org.omnipkg.ecosystem.node.internal.npm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.omnipkg.ecosystem.node.internal.layout.Places;
import org.omnipkg.ecosystem.node.internal.version.NodeVersions.Engines;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Node;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Facts;

/** A resolution from npm's lock file, its packages looked up in our own listings. */
final class LockReader {
  private final Map<String, JsonNode> places = new TreeMap<>();
  private final Map<String, Release> releases = new LinkedHashMap<>();
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Problem problem;
  private final Facts facts;

  LockReader(byte[] lock, Problem problem, Facts facts) throws IOException {
    this.problem = problem;
    this.facts = facts;
    new ObjectMapper()
        .readTree(lock)
        .path("packages")
        .fields()
        .forEachRemaining(
            entry -> {
              JsonNode value = entry.getValue();
              if (!value.path("link").asBoolean() && !value.path("inBundle").asBoolean()) {
                places.put(entry.getKey(), value);
              }
            });
  }

  Resolution resolution() {
    Engines engines = Engines.of(problem.target());
    Set<String> left = new LinkedHashSet<>();
    places.forEach(
        (place, entry) -> {
          if (!place.isEmpty()) {
            Release release = release(place, entry);
            releases.put(place, release);
            boolean optional =
                entry.path("optional").asBoolean() || entry.path("devOptional").asBoolean();
            boolean fits = release.usable().holds(problem.target());
            if (optional && (!fits || !engines.fit(release))) {
              left.add(place);
            }
          }
        });
    List<Edge> all = edges(left);
    Set<String> reached = reached(all);
    List<Node> nodes = new ArrayList<>();
    releases.forEach(
        (place, release) -> {
          if (reached.contains(place)) {
            nodes.add(
                new Node(
                    place,
                    release.pin(),
                    Optional.of(release.artifacts().get(0)),
                    Set.of(),
                    sources.getOrDefault(place, "")));
          }
        });
    return new Resolution(
        nodes, all.stream().filter(edge -> reached.contains(edge.to())).toList(), Set.of());
  }

  private Release release(String place, JsonNode entry) {
    String name = entry.path("name").asText(Places.name(place));
    String version = entry.path("version").asText();
    Listing listing = facts.releases(Names.of(name));
    sources.put(place, listing.source());
    return listing
        .find(version)
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.outside(
                        "resolve.unlisted-choice",
                        "the resolver chose `"
                            + name
                            + " "
                            + version
                            + "`, which no listing of ours names",
                        "")));
  }

  private List<Edge> edges(Set<String> left) {
    Set<String> kept = new LinkedHashSet<>(places.keySet());
    kept.removeAll(left);
    List<Edge> edges = new ArrayList<>();
    for (String place : kept) {
      JsonNode entry = places.get(place);
      if (entry == null) {
        continue;
      }
      Map<String, Edge> own = new LinkedHashMap<>();
      JsonNode meta = entry.path("peerDependenciesMeta");
      Manifest.strings(entry.path("peerDependencies"))
          .forEach(
              (name, range) -> {
                boolean optional = meta.path(name).path("optional").asBoolean();
                Tie tie = optional ? Tie.OPTIONAL_PEER : Tie.PEER;
                edge(place, name, range, tie, kept).ifPresent(edge -> own.put(name, edge));
              });
      add(place, entry.path("dependencies"), Tie.NEEDS, kept, own);
      add(place, entry.path("optionalDependencies"), Tie.OPTIONAL, kept, own);
      edges.addAll(own.values());
    }
    return edges;
  }

  private static void add(
      String place, JsonNode section, Tie tie, Set<String> kept, Map<String, Edge> into) {
    Manifest.strings(section)
        .forEach(
            (name, range) ->
                edge(place, name, range, tie, kept).ifPresent(edge -> into.put(name, edge)));
  }

  private static Optional<Edge> edge(
      String place, String name, String range, Tie tie, Set<String> kept) {
    return Places.resolve(place, name, kept)
        .map(to -> new Edge(place, to, tie, Role.RUN, name + "@" + range, ""));
  }

  private static Set<String> reached(List<Edge> edges) {
    Map<String, List<String>> out = new LinkedHashMap<>();
    edges.forEach(
        edge -> out.computeIfAbsent(edge.from(), key -> new ArrayList<>()).add(edge.to()));
    Set<String> reached = new LinkedHashSet<>(List.of(""));
    ArrayDeque<String> queue = new ArrayDeque<>(reached);
    while (!queue.isEmpty()) {
      for (String to : out.getOrDefault(queue.poll(), List.of())) {
        if (reached.add(to)) {
          queue.add(to);
        }
      }
    }
    return reached;
  }
}
