package org.omnipkg.ecosystem.node.internal.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Release;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;
import org.omnipkg.tck.VersionsContract;

public class NodeVersionsTest extends VersionsContract {
  private final NodeVersions versions = new NodeVersions();
  private final List<Release> releases = new ArrayList<>();
  private Map<String, String> tags = Map.of();

  @Override
  protected Versions versions() {
    return versions;
  }

  @Override
  protected PackageName name() {
    return Names.of("some");
  }

  @Override
  protected List<String> ascending() {
    return List.of("0.9.0", "1.0.0", "1.2.0", "1.10.0", "2.0.0");
  }

  @Override
  protected String prerelease() {
    return "1.3.0-beta.1";
  }

  @Override
  protected String exactly(String version) {
    return version;
  }

  @Override
  protected String atLeast(String version) {
    return ">=" + version;
  }

  @Override
  protected Target anywhere() {
    return target("20.1.0", "10.2.0");
  }

  /** Deprecated releases stay to be had; they are only not preferred. */
  @Override
  protected boolean has(Behaviour behaviour) {
    return behaviour != Behaviour.WITHDRAWALS;
  }

  private static Target target(String node, String npm) {
    return new Target(
        new Platform("linux", "x86_64", "glibc", ""),
        List.of(
            new Runtime(
                "node", "node", node, Path.of("/n"), Path.of("/"), "path", Map.of("npm", npm))));
  }

  private NodeVersionsTest release(String version, String node, String npm, String deprecated) {
    Artifact artifact =
        new Artifact(
            "some.tgz",
            "npm",
            URI.create("file:/some.tgz"),
            Map.of(),
            OptionalLong.empty(),
            npm.isEmpty() ? Map.of() : Map.of(NodeVersions.Engines.NPM, npm));
    releases.add(
        new Release(
            new Pin(name(), version),
            Optional.empty(),
            deprecated.isEmpty() ? Optional.empty() : Optional.of(deprecated),
            version.contains("-"),
            Condition.ALWAYS,
            node,
            List.of(artifact)));
    return this;
  }

  private NodeVersionsTest plain(String... all) {
    for (String version : all) {
      release(version, "", "", "");
    }
    return this;
  }

  private Listing listing() {
    return new Listing(name(), releases, tags, Map.of(), "default");
  }

  private String preferred(String range) {
    Listing listing = listing();
    BitSet among = versions.select(range, listing).admitted();
    int place = versions.prefer(among, listing, anywhere());
    return place < 0 ? "none" : releases.get(place).pin().version();
  }

  @Test
  void the_release_tagged_latest_is_taken_where_it_fits() {
    plain("1.0.0", "1.1.0", "2.0.0");
    tags = Map.of("latest", "1.0.0");
    assertEquals("1.0.0", preferred(""));
    assertEquals("1.0.0", preferred("^1"));
    assertEquals("2.0.0", preferred("2"));
  }

  @Test
  void any_range_admits_a_prerelease_that_is_tagged_latest() {
    plain("1.0.0-beta.1", "1.0.0-beta.2");
    tags = Map.of("latest", "1.0.0-beta.1");
    assertEquals("1.0.0-beta.1", preferred(""));
    assertEquals("none", preferred("^1"));
  }

  @Test
  void a_tag_means_one_release() {
    plain("1.0.0", "2.0.0-rc.1");
    tags = Map.of("next", "2.0.0-rc.1");
    assertEquals("2.0.0-rc.1", preferred("next"));
    assertEquals("none", preferred("canary"));
    assertFalse(versions.select("next", listing()).exact());
  }

  @Test
  void a_deprecated_release_is_taken_last() {
    plain("1.0.0").release("1.1.0", "", "", "use another");
    tags = Map.of("latest", "1.1.0");
    assertEquals("1.0.0", preferred("^1"));
    assertEquals("1.1.0", preferred("~1.1"));
  }

  @Test
  void a_release_for_another_node_is_taken_later_than_a_deprecated_one() {
    plain("0.1.0").release("1.0.0", "", "", "old").release("1.1.0", ">=22", "", "");
    assertEquals("1.0.0", preferred("^1"));
    assertEquals("1.1.0", preferred("1.1.x"));
  }

  @Test
  void a_range_of_npm_counts_as_one_of_node_does() {
    plain("1.0.0").release("1.1.0", "", "~1.0", "");
    assertEquals("1.0.0", preferred("^1"));
  }

  @Test
  void a_version_is_found_by_its_spelling_before_it_is_read_as_a_range() {
    plain("1.0.0", "1.1.0");
    assertTrue(versions.select("1.0.0", listing()).exact());
    assertTrue(versions.select("=v1.0.0", listing()).exact());
    assertFalse(versions.select("1.0", listing()).exact());
  }
}
