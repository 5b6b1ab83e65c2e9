package org.omnipkg.ecosystem.python.internal.layout;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.GitPlace;
import org.omnipkg.model.Node;

/** direct_url.json (PEP 610): where a package named by its place came from, without credentials. */
final class DirectUrl {
  /** The source label of nodes whose request named a place. */
  private static final String DIRECT = "direct";

  /** End of the name a folder's archive has. */
  private static final String FOLDER = "-folder.tar";

  /** End of the place of a folder that is run from. */
  private static final String EDITABLE = "#editable";

  private DirectUrl() {}

  static Optional<String> of(Node node) {
    return node.artifact().filter(artifact -> node.source().equals(DIRECT)).map(DirectUrl::json);
  }

  /** Of what was built from a place, that place; of a repository its commit. */
  private static String json(Artifact artifact) {
    Map<String, String> facts = artifact.facts();
    String source = facts.getOrDefault("source-location", "");
    if (source.isEmpty()) {
      return archive(artifact.location().toASCIIString(), artifact.hashes());
    }
    if (source.startsWith("file:") && facts.getOrDefault("source-filename", "").endsWith(FOLDER)) {
      String info = source.endsWith(EDITABLE) ? "\"editable\": true" : "";
      String url = source.replaceFirst(EDITABLE + "$", "");
      return "{\"dir_info\": {" + info + "}, \"url\": \"" + escaped(url) + "\"}\n";
    }
    Optional<GitPlace> repository = GitPlace.of(URI.create(source));
    return repository.isPresent()
        ? repository(repository.get())
        : archive(source, Map.of("sha256", facts.getOrDefault("source-sha256", "")));
  }

  private static String repository(GitPlace place) {
    String folder =
        place.subdirectory().isEmpty()
            ? ""
            : ", \"subdirectory\": \"" + escaped(place.subdirectory()) + "\"";
    return "{\"url\": \""
        + escaped(bare(place.repository()))
        + "\", \"vcs_info\": {\"commit_id\": \""
        + escaped(place.revision())
        + "\", \"vcs\": \"git\"}"
        + folder
        + "}\n";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** Without credentials; the user {@code git} of an SSH address is none. */
  private static String bare(String address) {
    return address.replaceFirst("://(?!git@)[^/?]*@", "://");
  }

  private static String archive(String location, Map<String, String> hashes) {
    String url = bare(location.replaceFirst("#.*$", ""));
    String listed =
        new TreeMap<>(hashes)
            .entrySet().stream()
                .map(hash -> "\"" + hash.getKey() + "\": \"" + hash.getValue() + "\"")
                .collect(Collectors.joining(", "));
    return "{\"archive_info\": {\"hashes\": {" + listed + "}}, \"url\": \"" + url + "\"}\n";
  }
}
