package org.omnipkg.ecosystem.node.internal.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Source;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;
import org.omnipkg.tck.CannedDesk;

class NpmRegistryTest {
  @TempDir Path scratch;
  private final NpmRegistry registry = new NpmRegistry();

  private CannedDesk desk(String name, String versions) {
    return new CannedDesk(scratch)
        .source("default", "https://registry.example/npm", Source.Form.INDEX)
        .document(
            "https://registry.example/npm/" + name,
            "application/json",
            "{\"versions\": {" + versions.replace('\'', '"') + "}}");
  }

  private Release only(String entry) {
    Listing listing = registry.releases(Names.of("foo"), desk("foo", "'1.0.0': {" + entry + "}"));
    return listing.releases().get(0);
  }

  private Manifest manifest(String entry) {
    Listing listing =
        registry.releases(
            Names.of("foo"),
            desk("foo", "'1.0.0': {" + entry + ", 'dist': {'tarball': 'foo/-/foo-1.0.0.tgz'}}"));
    return listing.manifests().get(listing.releases().get(0).pin());
  }

  private static Map<String, Tie> ties(Manifest manifest) {
    Map<String, Tie> ties = new java.util.LinkedHashMap<>();
    manifest.features().get("").forEach(need -> ties.put(need.text(), need.tie()));
    return ties;
  }

  private static Target target(String os, String arch, String libc) {
    return new Target(new Platform(os, arch, libc, ""), List.of());
  }

  @Test
  void a_scoped_name_is_one_piece_of_an_address() {
    CannedDesk desk = desk("@scope%2fname", "'1.0.0': {'dist': {'tarball': 'x/x.tgz'}}");
    assertEquals(1, registry.releases(Names.of("@scope/name"), desk).releases().size());
    assertTrue(desk.asked().get(0).accept().contains("npm.install-v1+json"));
  }

  @Test
  void a_scope_with_a_registry_of_its_own_is_asked_for_there_alone() {
    CannedDesk desk =
        new CannedDesk(scratch)
            .source("scope-1", "https://own.example/#@mine", Source.Form.INDEX)
            .source("default", "https://registry.example/", Source.Form.INDEX)
            .document("https://registry.example/@mine%2fa", "", "{\"versions\":{\"9.0.0\":{}}}")
            .document("https://own.example/plain", "", "{\"versions\":{\"9.0.0\":{}}}");
    assertTrue(registry.releases(Names.of("@mine/a"), desk).releases().isEmpty());
    assertTrue(registry.releases(Names.of("plain"), desk).releases().isEmpty());
    assertEquals(
        List.of("https://own.example/@mine%2fa", "https://registry.example/plain"),
        desk.asked().stream().map(ask -> ask.location().toString()).toList());
  }

  @Test
  void integrity_and_checksum_become_plain_digests() {
    Release release =
        only(
            "'dist': {'tarball': 'foo/-/foo-1.0.0.tgz', 'shasum': '"
                + "A".repeat(40)
                + "', 'integrity': 'sha512-3q0= sha256-vu8='}");
    assertEquals(
        Map.of("sha1", "a".repeat(40), "sha512", "dead", "sha256", "beef"),
        release.artifacts().get(0).hashes());
  }

  @Test
  void a_mirror_is_asked_for_what_the_registry_it_mirrors_offers() {
    URI moved =
        only("'dist': {'tarball': 'https://upstream.example/foo/-/foo-1.0.0.tgz'}")
            .artifacts()
            .get(0)
            .location();
    assertEquals(URI.create("https://registry.example/npm/foo/-/foo-1.0.0.tgz"), moved);
    URI elsewhere =
        only("'dist': {'tarball': 'https://cdn.example/some/where.tgz'}")
            .artifacts()
            .get(0)
            .location();
    assertEquals(URI.create("https://cdn.example/some/where.tgz"), elsewhere);
  }

  @Test
  void a_login_goes_along_to_the_registrys_own_host_and_to_no_other() {
    Registries.Address address = new Registries.Address("https://me:pw@registry.example/");
    assertEquals(
        Optional.of(URI.create("https://me:pw@registry.example/a/-/a-1.0.0.tgz")),
        address.tarball("a", "https://registry.example/a/-/a-1.0.0.tgz"));
    assertEquals(
        Optional.of(URI.create("https://cdn.example/x.tgz")),
        address.tarball("a", "https://cdn.example/x.tgz"));
  }

  @Test
  void nothing_leads_from_the_network_into_this_machines_files() {
    assertEquals(
        Optional.empty(),
        new Registries.Address("https://registry.example/").tarball("a", "file:/etc/passwd"));
  }

  @Test
  void optional_needs_stand_over_plain_ones_and_plain_ones_over_peers() {
    Map<String, Tie> ties =
        ties(
            manifest(
                "'peerDependencies': {'p': '1', 'q': '1', 'both': '1'}, 'peerDependenciesMeta': {'q':"
                    + " {'optional': true}}, 'dependencies': {'d': '1', 'o': '1', 'both': '2'},"
                    + " 'optionalDependencies': {'o': '2'}"));
    assertEquals(
        Map.of(
            "p@1", Tie.PEER,
            "q@1", Tie.OPTIONAL_PEER,
            "both@2", Tie.NEEDS,
            "d@1", Tie.NEEDS,
            "o@2", Tie.OPTIONAL),
        ties);
  }

  @Test
  void an_alias_and_a_direct_address_are_told_apart() {
    List<Dependency> needs =
        manifest(
                "'dependencies': {'a': 'npm:real@^1', 'g': 'git+https://host.example/x.git', 't':"
                    + " 'next'}")
            .features()
            .get("");
    assertEquals("real", needs.get(0).target().name());
    assertEquals("a", needs.get(0).alias());
    assertTrue(needs.get(1).direct().isPresent());
    assertEquals("next", needs.get(2).range());
  }

  @Test
  void what_a_package_carries_inside_itself_is_named() {
    assertEquals(Set.of("a"), manifest("'bundledDependencies': ['a']").bundled());
    assertEquals(
        Set.of("d"), manifest("'dependencies': {'d': '1'}, 'bundleDependencies': true").bundled());
    assertEquals(Set.of(), manifest("'bundleDependencies': false").bundled());
  }

  @Test
  void platforms_are_filtered_as_npm_filters_them() {
    Release linux = only("'os': ['linux'], 'cpu': ['x64'], 'dist': {'tarball': 'a.tgz'}");
    assertTrue(linux.usable().holds(target("linux", "x86_64", "glibc")));
    assertFalse(linux.usable().holds(target("linux", "aarch64", "glibc")));
    assertFalse(linux.usable().holds(target("macos", "x86_64", "")));
    Release notWindows = only("'os': '!win32', 'dist': {'tarball': 'a.tgz'}");
    assertTrue(notWindows.usable().holds(target("macos", "aarch64", "")));
    assertFalse(notWindows.usable().holds(target("windows", "x86_64", "")));
    Release musl = only("'libc': ['musl'], 'dist': {'tarball': 'a.tgz'}");
    assertTrue(musl.usable().holds(target("linux", "x86_64", "musl")));
    assertFalse(musl.usable().holds(target("linux", "x86_64", "glibc")));
    assertFalse(musl.usable().holds(target("macos", "x86_64", "")));
  }

  @Test
  void engines_and_dates_and_deprecations_are_kept() {
    CannedDesk desk =
        new CannedDesk(scratch)
            .source("default", "https://registry.example/", Source.Form.INDEX)
            .document(
                "https://registry.example/foo",
                "",
                """
                {"versions": {"1.0.0": {"engines": {"node": ">=18"}, "deprecated": "use bar",
                  "dist": {"tarball": "a.tgz"}}, "1.1.0": {"deprecated": false, "engines": ["node"],
                  "dist": {"tarball": "b.tgz"}}},
                 "time": {"1.0.0": "2020-01-02T03:04:05.678Z", "created": "never"}}
                """);
    List<Release> releases = registry.releases(Names.of("foo"), desk).releases();
    assertEquals(">=18", releases.get(0).runtimeRange());
    assertEquals(Optional.of("use bar"), releases.get(0).withdrawn());
    assertEquals(
        Optional.of(Instant.parse("2020-01-02T03:04:05.678Z")), releases.get(0).published());
    assertEquals(Optional.empty(), releases.get(1).withdrawn());
    assertEquals("", releases.get(1).runtimeRange());
  }

  @Test
  void what_is_no_version_or_has_no_file_is_left_out() {
    CannedDesk desk = desk("foo", "'one': {'dist': {'tarball': 'a.tgz'}}, '1.0.0': {}, '2.0.0': 7");
    assertTrue(registry.releases(Names.of("foo"), desk).releases().isEmpty());
  }

  @Test
  void a_page_nobody_can_read_is_refused() {
    CannedDesk desk =
        new CannedDesk(scratch)
            .source("default", "https://registry.example/", Source.Form.INDEX)
            .document("https://registry.example/foo", "", "<html>");
    Refusal refusal = assertThrows(Refusal.class, () -> registry.releases(Names.of("foo"), desk));
    assertEquals("index.unreadable", refusal.diagnostic().code());
  }
}
