package org.omnipkg.ecosystem.node.internal.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Tie;

/**
 * What a project's lock file promises of the bytes of packages. The promises travel as features of
 * its constraints, which have no other use.
 */
public final class LockedDigests {
  private record Promise(String version, Map<String, String> hashes, String file) {}

  private LockedDigests() {}

  /** A promise as a feature; empty when the integrity states nothing. */
  public static Optional<String> promise(String version, String integrity, String file) {
    return Integrity.hashes(integrity, "").isEmpty()
        ? Optional.empty()
        : Optional.of(version + " " + file + " " + integrity.strip());
  }

  /**
   * Holds what was chosen against what was promised. Where a lock has several digests of one
   * version, of packages of other places by the same name, one of them is enough.
   *
   * @throws Refusal {@code integrity.package-lock}
   */
  public static void admit(Resolution resolution, List<Dependency> constraints) {
    for (Dependency constraint : constraints) {
      if (constraint.tie() == Tie.CONSTRAINS && !constraint.features().isEmpty()) {
        for (Node node : resolution.nodes()) {
          if (node.pin().name().equals(constraint.target())) {
            admit(node, promises(constraint.features(), node.pin().version()));
          }
        }
      }
    }
  }

  private static List<Promise> promises(Set<String> features, String version) {
    List<Promise> promises = new ArrayList<>();
    for (String feature : features) {
      String[] words = feature.split(" ", 3);
      if (words.length == 3 && words[0].equals(version)) {
        promises.add(new Promise(words[0], Integrity.hashes(words[2], ""), words[1]));
      }
    }
    return promises;
  }

  private static void admit(Node node, List<Promise> promises) {
    Map<String, String> stated =
        node.artifact().map(artifact -> artifact.hashes()).orElse(Map.of());
    List<String> broken = new ArrayList<>();
    for (Promise promise : promises) {
      Set<String> common = new HashSet<>(promise.hashes().keySet());
      common.retainAll(stated.keySet());
      List<String> differing =
          common.stream()
              .sorted()
              .filter(kind -> !promise.hashes().getOrDefault(kind, "").equals(stated.get(kind)))
              .toList();
      if (differing.isEmpty()) {
        return;
      }
      String kind = differing.get(differing.size() - 1);
      broken.add(promise.file() + ": " + kind + " " + promise.hashes().get(kind));
      broken.add("where it comes from: " + kind + " " + stated.get(kind));
    }
    if (!broken.isEmpty()) {
      throw new Refusal(
          Diagnostic.user(
                  "integrity.package-lock",
                  "SECURITY: `"
                      + promises.get(0).file()
                      + "` promises other bytes of `"
                      + node.pin().name().name()
                      + " "
                      + node.pin().version()
                      + "` than come from its source",
                  "do not go on before you know who changed which: look into the lock's history; if"
                      + " its line is wrong, take it out and let npm write it anew")
              .with(broken));
    }
  }
}
