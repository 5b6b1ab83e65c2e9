package org.example.omnipkg.maven;

import static org.example.omnipkg.maven.SmallRepository.managing;
import static org.example.omnipkg.maven.SmallRepository.needs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.tck.CannedDesk;

/** Maven's rules on a small repository. */
class MavenSolverTest {
  private static final String BASE = "https://first.example/maven2/";

  @TempDir Path scratch;
  private CannedDesk desk;
  private SmallRepository repository;

  @BeforeEach
  void open() {
    desk = new CannedDesk(scratch).source("default", BASE, Source.Form.INDEX);
    repository = new SmallRepository(desk, BASE);
  }

  private Outcome solve(
      List<String> roots, List<String> constraints, Map<String, String> overrides) {
    MavenGrammar grammar = new MavenGrammar();
    List<Dependency> asked = roots.stream().map(grammar::parse).toList();
    Problem problem =
        new Problem(
            "maven",
            asked,
            constraints.stream().map(grammar::parse).toList(),
            Machines.target(),
            Map.of(),
            false,
            Optional.empty(),
            Map.of(),
            Map.of(),
            List.of(),
            overrides);
    return new MavenSolver().solve(problem, new Indexed(), desk);
  }

  private Resolution solved(String... roots) {
    return solve(List.of(roots), List.of(), Map.of()).solved().orElseThrow();
  }

  private static Set<String> pins(Resolution resolution) {
    Set<String> pins = new TreeSet<>();
    resolution.nodes().forEach(n -> pins.add(n.pin().name().name() + " " + n.pin().version()));
    return pins;
  }

  @Test
  void the_nearest_of_several_versions_wins_and_every_demand_is_an_edge() {
    repository
        .jar("a:app", "1", needs("a:left", "1"), needs("a:right", "1"))
        .jar("a:left", "1", needs("a:deep", "1"))
        .jar("a:deep", "1", needs("a:shared", "2"))
        .jar("a:right", "1", needs("a:shared", "1"))
        .jar("a:shared", "1")
        .jar("a:shared", "2");
    Resolution resolution = solved("a:app");
    assertEquals(
        Set.of("a:app 1", "a:left 1", "a:right 1", "a:deep 1", "a:shared 1"), pins(resolution));
    assertTrue(
        resolution.edges().stream()
            .anyMatch(
                e ->
                    e.from().equals("maven:a:deep")
                        && e.to().equals("maven:a:shared")
                        && e.text().equals("a:shared@2")));
    assertEquals(
        List.of("maven:a:app"),
        resolution.edges().stream().filter(e -> e.from().isEmpty()).map(e -> e.to()).toList());
  }

  @Test
  void what_the_user_asks_for_is_nearer_than_anything() {
    repository.jar("a:app", "1", needs("a:shared", "2")).jar("a:shared", "1").jar("a:shared", "2");
    assertEquals(Set.of("a:app 1", "a:shared 1"), pins(solved("a:app", "a:shared@1")));
  }

  @Test
  void exclusions_scopes_and_optional_needs_are_maven_s() {
    String without =
        "<exclusions><exclusion><groupId>a</groupId><artifactId>noise</artifactId></exclusion></exclusions>";
    repository
        .jar(
            "a:app",
            "1",
            needs("a:lib", "1", without),
            needs("a:probe", "1", "<scope>test</scope>"),
            needs("a:servlet", "1", "<scope>provided</scope>"),
            needs("a:maybe", "1", "<optional>true</optional>"))
        .jar("a:lib", "1", needs("a:noise", "1"), needs("a:quiet", "1", "<scope>runtime</scope>"))
        .jar("a:noise", "1")
        .jar("a:quiet", "1")
        .jar("a:probe", "1")
        .jar("a:servlet", "1")
        .jar("a:maybe", "1");
    assertEquals(Set.of("a:app 1", "a:lib 1", "a:quiet 1"), pins(solved("a:app")));
  }

  @Test
  void parents_properties_and_imported_boms_give_versions() {
    repository
        .pom("a:bom", "1", "<packaging>pom</packaging>" + managing(needs("a:planet", "3")))
        .pom(
            "a:parent",
            "1",
            "<packaging>pom</packaging><properties><moon>7</moon></properties>"
                + managing(
                    needs("a:bom", "1", "<type>pom</type><scope>import</scope>"),
                    needs("a:moon", "${moon}")))
        .pom(
            "a:app",
            "1",
            "<parent><groupId>a</groupId><artifactId>parent</artifactId><version>1</version></parent>"
                + "<dependencies>"
                + needs("a:planet", "")
                + needs("a:moon", "")
                + "</dependencies>")
        .file("a/app/1/app-1.jar", SmallRepository.jar("a:app"))
        .jar("a:planet", "3")
        .jar("a:moon", "7");
    assertEquals(Set.of("a:app 1", "a:planet 3", "a:moon 7"), pins(solved("a:app")));
  }

  @Test
  void a_package_that_is_only_a_pom_brings_what_it_needs() {
    repository
        .pom(
            "a:all",
            "1",
            "<packaging>pom</packaging><dependencies>" + needs("a:one", "1") + "</dependencies>")
        .jar("a:one", "1");
    assertEquals(Set.of("a:all 1", "a:one 1"), pins(solved("a:all")));
  }

  @Test
  void a_classifier_is_an_artifact_of_its_own() {
    repository
        .jar("a:app", "1", needs("a:native", "1", "<classifier>linux</classifier>"))
        .jar("a:native", "1")
        .file("a/native/1/native-1-linux.jar", SmallRepository.jar("a:native"));
    assertEquals(Set.of("a:app 1", "a:native:jar:linux 1"), pins(solved("a:app")));
  }

  @Test
  void a_range_below_is_kept_and_a_torn_one_is_told() {
    repository
        .jar("a:app", "1", needs("a:lib", "[1,2)"))
        .jar("a:lib", "1.0")
        .jar("a:lib", "1.5")
        .jar("a:lib", "2.0");
    assertEquals(Set.of("a:app 1", "a:lib 1.5"), pins(solved("a:app")));
    Outcome torn = solve(List.of("a:lib@1.0", "a:lib@2.0"), List.of(), Map.of());
    assertTrue(torn.unsolvable().isPresent());
  }

  @Test
  void constraints_and_overrides_fix_versions_below() {
    repository
        .jar("a:app", "1", needs("a:lib", "1"))
        .jar("a:lib", "1")
        .jar("a:lib", "2")
        .jar("a:lib", "3");
    assertEquals(
        Set.of("a:app 1", "a:lib 2"),
        pins(solve(List.of("a:app"), List.of("a:lib@2"), Map.of()).solved().orElseThrow()));
    assertEquals(
        Set.of("a:app 1", "a:lib 3"),
        pins(solve(List.of("a:app"), List.of(), Map.of("a:lib", "3")).solved().orElseThrow()));
  }

  @Test
  void every_file_has_the_digest_its_repository_states() {
    repository.jar("a:app", "1");
    assertEquals(
        Map.of("sha1", SmallRepository.sha1(SmallRepository.jar("a:app"))),
        solved("a:app").nodes().get(0).artifact().orElseThrow().hashes());
  }

  @Test
  void a_pom_that_is_not_what_its_checksum_says_is_refused() {
    repository.jar("a:app", "1");
    desk.document(BASE + "a/app/1/app-1.pom.sha1", "text/plain", "0".repeat(40));
    Refusal refusal = assertThrows(Refusal.class, () -> solved("a:app"));
    assertEquals("metadata.malformed", refusal.diagnostic().code());
    assertTrue(refusal.diagnostic().details().toString().contains("hecksum"));
  }

  @Test
  void unknown_names_and_versions_are_told() {
    repository.jar("a:app", "1").jar("a:app", "2");
    assertEquals("resolve.unknown-package", refused("a:nothing"));
    assertEquals("resolve.unknown-package", refused("a:nothing@1"));
    assertEquals("resolve.unknown-version", refused("a:app@9"));
    assertEquals("resolve.unknown-version", refused("a:app@[3,4]"));
  }

  @Test
  void a_server_in_trouble_is_not_a_missing_file() {
    repository.jar("a:app", "1", needs("a:lib", "1"));
    desk.refusing(BASE + "a/lib/1/lib-1.pom", "fetch.server-error");
    assertEquals("fetch.server-error", refused("a:app"));
  }

  private String refused(String root) {
    return assertThrows(Refusal.class, () -> solved(root)).diagnostic().code();
  }

  /** Facts asked of the index each time. */
  private final class Indexed implements Facts {
    @Override
    public Listing releases(PackageName name) {
      return new MavenIndex().releases(name, desk);
    }

    @Override
    public Answer<Manifest> manifest(Release release) {
      return new MavenIndex().manifest(release, desk);
    }

    @Override
    public Ecosystem ecosystem(String id) {
      return new MavenLanguage();
    }

    @Override
    public List<Dependency> overlay(Pin pin) {
      return List.of();
    }

    @Override
    public void soon(PackageName name, BitSet among) {}

    @Override
    public void walking(PackageName name, BitSet among) {}
  }
}
