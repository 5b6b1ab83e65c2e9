package org.omnipkg.ecosystem.python.internal.layout;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;

/** direct_url.json (PEP 610): where a package named by its place came from, without credentials. */
final class DirectUrl {
  /** The source label of nodes whose request named a place. */
  private static final String DIRECT = "direct";

  private DirectUrl() {}

  static Optional<String> of(Node node) {
    return node.artifact()
        .filter(artifact -> node.source().equals(DIRECT))
        .filter(artifact -> !artifact.facts().containsKey("built"))
        .map(DirectUrl::json);
  }

  private static String json(Artifact artifact) {
    String url =
        artifact
            .location()
            .toASCIIString()
            .replaceFirst("#.*$", "")
            .replaceFirst("://[^/?]*@", "://");
    Map<String, String> hashes = new TreeMap<>(artifact.hashes());
    String listed =
        hashes.entrySet().stream()
            .map(hash -> "\"" + hash.getKey() + "\": \"" + hash.getValue() + "\"")
            .collect(Collectors.joining(", "));
    return "{\"archive_info\": {\"hashes\": {" + listed + "}}, \"url\": \"" + url + "\"}\n";
  }
}
