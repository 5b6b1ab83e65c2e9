package org.omnipkg.ecosystem.go.internal.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.tck.CannedDesk;

class ProxyIndexTest {
  private static final String ONE = "https://proxy.example";
  private static final String OTHER = "https://other.example";

  @TempDir Path folder;
  private CannedDesk desk;

  @BeforeEach
  void open() {
    desk = new CannedDesk(folder).variable("GOSUMDB", "off").variable("GOENV", "off");
  }

  private Listing releases(String path) {
    return new ProxyIndex().releases(new PackageName("go", path), desk);
  }

  private static List<String> found(Listing listing) {
    return listing.releases().stream().map(r -> r.pin().version()).toList();
  }

  private void one() {
    desk.variable("GOPROXY", ONE).source("default", ONE, Source.Form.INDEX);
  }

  @Test
  void a_module_without_tags_has_its_newest_commit() {
    one();
    desk.document(ONE + "/a.b/c/@v/list", "text/plain", "");
    desk.document(
        ONE + "/a.b/c/@latest",
        "application/json",
        "{\"Version\":\"v0.0.0-20191109021931-daa7c04131f5\",\"Time\":\"2019-11-09T02:19:31Z\"}");
    Listing listing = releases("a.b/c");
    assertEquals(List.of("v0.0.0-20191109021931-daa7c04131f5"), found(listing));
    assertEquals(
        "2019-11-09T02:19:31Z", listing.releases().get(0).published().orElseThrow().toString());
  }

  @Test
  void any_folder_may_be_a_proxy_as_with_the_go_command() {
    assertTrue(new ProxyIndex().isIndex(folder));
  }

  @Test
  void versions_of_another_major_version_are_not_the_modules() {
    one();
    desk.document(ONE + "/a.b/c/v2/@v/list", "text/plain", "v2.0.0\nv1.0.0\nv3.0.0\nv2.1\n");
    assertEquals(List.of("v2.0.0"), found(releases("a.b/c/v2")));
  }

  @Test
  void an_incompatible_version_does_not_count_once_there_is_a_go_mod() {
    one();
    desk.document(ONE + "/a.b/c/@v/list", "text/plain", "v1.0.0\nv2.0.0+incompatible\n");
    desk.document(ONE + "/a.b/c/@v/v1.0.0.mod", "text/plain", "module a.b/c\n\ngo 1.12\n");
    Listing listing = releases("a.b/c");
    assertTrue(listing.find("v2.0.0+incompatible").orElseThrow().withdrawn().isPresent());
    assertEquals("v1.0.0", listing.tags().get(ProxyIndex.NEWEST));
  }

  @Test
  void an_incompatible_version_counts_where_no_go_mod_is() {
    one();
    desk.document(ONE + "/a.b/c/@v/list", "text/plain", "v1.0.0\nv2.0.0+incompatible\n");
    desk.document(ONE + "/a.b/c/@v/v1.0.0.mod", "text/plain", "module a.b/c\n");
    assertEquals(
        Optional.empty(), releases("a.b/c").find("v2.0.0+incompatible").orElseThrow().withdrawn());
  }

  @Test
  void a_retraction_says_why() {
    one();
    desk.document(ONE + "/a.b/c/@v/list", "text/plain", "v1.0.0\nv1.0.1\nv1.0.2\nv1.1.0\n");
    desk.document(
        ONE + "/a.b/c/@v/v1.1.0.mod",
        "text/plain",
        "module a.b/c\nretract [v1.0.1, v1.0.2] // loses data\n");
    Listing listing = releases("a.b/c");
    assertEquals(Optional.empty(), listing.find("v1.0.0").orElseThrow().withdrawn());
    assertEquals(Optional.of("loses data"), listing.find("v1.0.1").orElseThrow().withdrawn());
    assertEquals(Optional.of("loses data"), listing.find("v1.0.2").orElseThrow().withdrawn());
  }

  @Test
  void after_a_bar_the_next_proxy_is_asked_whatever_went_wrong() {
    desk.variable("GOPROXY", ONE + "|" + OTHER + ",direct")
        .source("default", ONE, Source.Form.INDEX)
        .source("default-2", OTHER, Source.Form.INDEX)
        .refusing(ONE + "/a.b/c/@v/list", "fetch.server-error")
        .document(OTHER + "/a.b/c/@v/list", "text/plain", "v1.0.0\n");
    assertEquals(List.of("v1.0.0"), found(releases("a.b/c")));
  }

  @Test
  void what_a_proxy_refuses_may_be_what_it_does_not_know() {
    one();
    desk.refusing(ONE + "/a.b/c/@v/list", "fetch.unauthorized");
    Refusal refusal = assertThrows(Refusal.class, () -> releases("a.b/c"));
    assertEquals("index.module-refused", refusal.diagnostic().code());
    assertTrue(refusal.diagnostic().message().contains("`a.b/c`"), refusal.toString());
  }

  @Test
  void after_a_comma_it_is_asked_only_when_the_first_does_not_know() {
    desk.variable("GOPROXY", ONE + "," + OTHER)
        .source("default", ONE, Source.Form.INDEX)
        .source("default-2", OTHER, Source.Form.INDEX)
        .refusing(ONE + "/a.b/c/@v/list", "fetch.server-error")
        .document(OTHER + "/a.b/c/@v/list", "text/plain", "v1.0.0\n")
        .document(OTHER + "/a.b/d/@v/list", "text/plain", "v1.0.0\n");
    assertThrows(Refusal.class, () -> releases("a.b/c"));
    assertEquals(List.of("v1.0.0"), found(releases("a.b/d")));
  }

  @Test
  void a_private_module_is_asked_for_at_no_proxy() {
    one();
    desk.variable("GOPRIVATE", "*.corp.example,a.b/secret");
    Refusal refusal = assertThrows(Refusal.class, () -> releases("git.corp.example/x/y"));
    assertEquals("index.no-proxy", refusal.diagnostic().code());
    assertThrows(Refusal.class, () -> releases("a.b/secret/z"));
    assertEquals(List.of(), desk.asked());
  }

  @Test
  void what_is_no_module_path_is_asked_for_nowhere() {
    one();
    assertEquals(List.of(), found(releases("a.b/../../etc/passwd")));
    assertEquals(List.of(), desk.asked());
  }
}
