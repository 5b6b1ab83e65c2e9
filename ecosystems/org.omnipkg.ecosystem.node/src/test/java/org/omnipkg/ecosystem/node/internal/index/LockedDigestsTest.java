package org.omnipkg.ecosystem.node.internal.index;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;

class LockedDigestsTest {
  private static final String ZEROS = "sha512-AAAA";
  private static final String OTHERS = "sha512-//////";

  private static Resolution chosen(Map<String, String> hashes) {
    Pin pin = new Pin(Names.of("a"), "1.0.0");
    Artifact artifact =
        new Artifact(
            "a.tgz",
            "tgz",
            URI.create("https://example.com/a.tgz"),
            hashes,
            OptionalLong.empty(),
            Map.of());
    Node node = new Node("node_modules/a", pin, Optional.of(artifact), Set.of(), "default");
    return new Resolution(List.of(node), List.of(), Set.of());
  }

  private static List<Dependency> promising(String version, String... integrities) {
    Set<String> features = new java.util.TreeSet<>();
    for (String integrity : integrities) {
      LockedDigests.promise(version, integrity, "package-lock.json").ifPresent(features::add);
    }
    return List.of(
        new Dependency(
            Names.of("a"),
            version,
            features,
            "",
            Tie.CONSTRAINS,
            Role.RUN,
            Condition.ALWAYS,
            Optional.empty(),
            "a"));
  }

  @Test
  void bytes_a_lock_does_not_promise_are_refused() {
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () ->
                LockedDigests.admit(
                    chosen(Map.of("sha512", "000000")), promising("1.0.0", OTHERS)));
    assertEquals("integrity.package-lock", refusal.diagnostic().code());
  }

  @Test
  void one_of_several_promises_is_enough() {
    assertDoesNotThrow(
        () ->
            LockedDigests.admit(
                chosen(Map.of("sha512", "000000")), promising("1.0.0", OTHERS, ZEROS)));
  }

  @Test
  void promises_about_other_versions_and_in_other_digests_count_for_nothing() {
    Resolution chosen = chosen(Map.of("sha512", "000000"));
    assertDoesNotThrow(() -> LockedDigests.admit(chosen, promising("1.0.1", OTHERS)));
    assertDoesNotThrow(() -> LockedDigests.admit(chosen, promising("1.0.0", "sha1-AAAA")));
    assertDoesNotThrow(() -> LockedDigests.admit(chosen, promising("1.0.0", "nonsense")));
  }
}
