package org.omnipkg.ecosystem.python.internal.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.python.internal.Targets;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Source;
import org.omnipkg.tck.CannedDesk;

class SimpleIndexTest {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String JSON = "application/vnd.pypi.simple.v1+json";
  private static final PackageName FOO = new PackageName("python", "foo");

  @TempDir Path scratch;
  private CannedDesk desk;

  @BeforeEach
  void index() {
    desk =
        new CannedDesk(scratch)
            .source("default", "https://index.example/simple", Source.Form.INDEX);
  }

  private Listing foo() {
    return new SimpleIndex(new ArtifactChoice()).releases(FOO, desk);
  }

  private Listing page(String html) {
    desk.document("https://index.example/simple/foo/", HTML, html);
    return foo();
  }

  private static List<String> versions(Listing listing) {
    return listing.releases().stream().map(release -> release.pin().version()).toList();
  }

  private static Release only(Listing listing) {
    assertEquals(1, listing.releases().size(), listing.toString());
    return listing.releases().get(0);
  }

  @Test
  void a_json_page_tells_everything() {
    desk.document(
        "https://index.example/simple/foo/",
        JSON,
        """
        {"meta": {"api-version": "1.3", "_x": [1, {"y": 2}]}, "name": "foo", "versions": ["1.0"],
         "files": [
          {"filename": "foo-1.0-py3-none-any.whl", "url": "../../files/foo-1.0-py3-none-any.whl",
           "hashes": {"sha256": "AB12", "md5": "cd"}, "requires-python": ">=3.8", "size": 1234,
           "upload-time": "2023-05-04T03:02:01.123456Z", "yanked": false, "provenance": null,
           "core-metadata": {"sha256": "EF"}, "data-dist-info-metadata": {"sha256": "00"}},
          {"filename": "foo-1.0.tar.gz", "url": "https://files.example/foo-1.0.tar.gz",
           "hashes": {}, "upload-time": "2023-05-04T03:02:00Z"}]}
        """);
    Release release = only(foo());
    Artifact wheel = release.artifacts().get(0);
    assertEquals(
        "https://index.example/files/foo-1.0-py3-none-any.whl", wheel.location().toString());
    assertEquals(Map.of("sha256", "ab12", "md5", "cd"), wheel.hashes());
    assertEquals(OptionalLong.of(1234), wheel.size());
    assertEquals(Map.of("requires-python", ">=3.8", "metadata-sha256", "ef"), wheel.facts());
    assertEquals("wheel", wheel.format());
    assertEquals("sdist", release.artifacts().get(1).format());
    assertEquals(OptionalLong.empty(), release.artifacts().get(1).size());
    assertEquals(Optional.of(Instant.parse("2023-05-04T03:02:00Z")), release.published());
    assertEquals(">=3.8", release.runtimeRange());
  }

  @Test
  void an_html_page_tells_what_its_attributes_say() {
    Listing listing =
        page(
            """
            <!DOCTYPE html><html><head><base href="https://files.example/d/"></head><body>
            <!-- <a href="foo-9.0.tar.gz">foo-9.0.tar.gz</a> -->
            <A class=x HREF='foo-1.0-py3-none-any.whl#sha256=AB&x=y'
               data-requires-python="&gt;=3.8, !=3.9.*" data-core-metadata="sha256=CD"
               >foo-1.0-py3-none-any.whl</A><br>
            <a href="foo-1.0%2Blocal.tar.gz">foo-1.0+local.tar.gz</a>
            <a href="sub/foo-1.1.zip?token=1&amp;x=2" data-dist-info-metadata="true">shown</a>
            <a href="../other-1.0.tar.gz">other-1.0.tar.gz</a> <a name="x">no link</a>
            """);
    assertEquals(List.of("1.0", "1.0+local", "1.1"), versions(listing));
    Artifact wheel = listing.releases().get(0).artifacts().get(0);
    assertEquals("https://files.example/d/foo-1.0-py3-none-any.whl", wheel.location().toString());
    assertEquals(Map.of("sha256", "ab"), wheel.hashes());
    assertEquals(
        Map.of("requires-python", ">=3.8, !=3.9.*", "metadata-sha256", "cd"), wheel.facts());
    Artifact archive = listing.releases().get(2).artifacts().get(0);
    assertEquals("foo-1.1.zip", archive.filename());
    assertEquals(
        "https://files.example/d/sub/foo-1.1.zip?token=1&x=2", archive.location().toString());
    assertEquals(Map.of("metadata-sha256", "true"), archive.facts());
  }

  @Test
  void both_forms_are_asked_for_and_stay_fresh_ten_minutes() {
    page("<a href='foo-1.0.tar.gz'>foo-1.0.tar.gz</a>");
    assertTrue(desk.asked().get(0).accept().startsWith(JSON + ", "));
    assertTrue(desk.asked().get(0).accept().endsWith("text/html;q=0.01"));
    assertEquals(Duration.ofMinutes(10), desk.asked().get(0).fresh());
  }

  @Test
  void spellings_of_one_version_are_one_release_named_as_the_wheel_does() {
    Release release =
        only(
            page(
                "<a href='foo-1.0-beta.tar.gz'>x</a><a href='Foo-1.0b0-py3-none-any.whl'>x</a>"
                    + "<a href='foo-1.0.0b0.zip'>x</a>"));
    assertEquals("1.0b0", release.pin().version());
    assertEquals(3, release.artifacts().size());
    assertTrue(release.prerelease());
  }

  @Test
  void what_is_no_file_of_the_project_is_passed_over() {
    assertEquals(
        List.of("2012d", "1.0"),
        versions(
            page(
                "<a href='foo-1.0.tar.gz'>x</a><a href='foo-2012d.tar.gz'>x</a>"
                    + "<a href='foo-1.0.exe'>x</a><a href='foo-1.0-py2.7.egg'>x</a>"
                    + "<a href='foobar-3.0.tar.gz'>x</a><a href='foo-1.0.tar.gz.asc'>x</a>"
                    + "<a href='foo-3.0-none-any.whl'>x</a><a href='mailto:me@h.example'>x</a>")));
  }

  @Test
  void a_page_from_the_network_does_not_lead_into_this_machine() {
    assertTrue(page("<a href='file:///etc/foo-1.0.tar.gz'>x</a>").releases().isEmpty());
  }

  @Test
  void a_release_is_withdrawn_when_all_its_files_are() {
    Listing listing =
        page(
            "<a href='foo-1.0.tar.gz' data-yanked='bad &amp; ugly'>x</a>"
                + "<a href='foo-1.0-py3-none-any.whl' data-yanked>x</a>"
                + "<a href='foo-2.0.tar.gz' data-yanked='wrong'>x</a>"
                + "<a href='foo-2.0-py3-none-any.whl'>x</a>");
    assertEquals(Optional.of("bad & ugly"), listing.releases().get(0).withdrawn());
    assertEquals(2, listing.releases().get(0).artifacts().size());
    assertEquals(Optional.empty(), listing.releases().get(1).withdrawn());
    assertEquals("[foo-2.0-py3-none-any.whl]", listing.releases().get(1).artifacts().toString());
  }

  @Test
  void a_release_is_usable_where_a_file_fits_and_its_python_is_right() {
    Listing listing =
        page(
            "<a href='foo-1.0-cp39-cp39-manylinux_2_17_x86_64.whl'>x</a>"
                + "<a href='foo-2.0-py3-none-any.whl' data-requires-python='>=3.10'>x</a>"
                + "<a href='foo-3.0.tar.gz' data-requires-python='>=3.9,<3.11'>x</a>");
    List<List<Boolean>> usable =
        listing.releases().stream()
            .map(
                release ->
                    List.of(
                        release.usable().holds(Targets.linux("3.9.1", "cp39", "cp39")),
                        release.usable().holds(Targets.linux311())))
            .toList();
    assertEquals(List.of(List.of(true, false), List.of(false, true), List.of(true, false)), usable);
    assertEquals(">=3.10", listing.releases().get(1).usable().toString());
  }

  @Test
  void the_first_index_that_knows_a_name_answers_alone() {
    desk.source("extra-1", "https://second.example/", Source.Form.INDEX)
        .document("https://second.example/foo/", HTML, "<a href='foo-9.0.tar.gz'>x</a>");
    Listing second = foo();
    assertEquals(List.of("9.0"), versions(second));
    assertEquals("extra-1", second.source());
    Listing first = page("<a href='foo-1.0.tar.gz'>x</a>");
    assertEquals(List.of("1.0"), versions(first));
    assertEquals("default", first.source());
  }

  @Test
  void a_known_name_without_files_hides_later_namesakes() {
    desk.source("extra-1", "https://second.example/", Source.Form.INDEX)
        .document("https://second.example/foo/", HTML, "<a href='foo-9.0.tar.gz'>x</a>");
    assertEquals(Listing.empty(FOO), page("<html></html>"));
  }

  @Test
  void flat_places_are_added_to_the_index() {
    desk.source("links-1", "file:///wheels/", Source.Form.FLAT)
        .document(
            "file:///wheels/",
            HTML,
            "<a href='file:///wheels/foo-2.0-py3-none-any.whl'>x</a>"
                + "<a href='zip:file:/w.zip!/foo-3.0-py3-none-any.whl'>x</a>"
                + "<a href='file:///wheels/bar-1.0.tar.gz'>x</a>"
                + "<a href='file:///wheels/foo-1.0.tar.gz'>x</a>");
    Listing listing = page("<a href='foo-1.0.tar.gz#sha256=ab'>x</a>");
    assertEquals(List.of("1.0", "2.0", "3.0"), versions(listing));
    assertEquals("default", listing.source());
    assertEquals(Map.of("sha256", "ab"), listing.releases().get(0).artifacts().get(0).hashes());
    assertEquals(
        "zip:file:/w.zip!/foo-3.0-py3-none-any.whl",
        listing.releases().get(2).artifacts().get(0).location().toString());
  }

  @Test
  void without_the_network_a_flat_place_is_enough() {
    desk.refusing("https://index.example/simple/foo/", "fetch.offline");
    assertThrows(Refusal.class, this::foo);
    desk.source("links-1", "file:///wheels/", Source.Form.FLAT)
        .document("file:///wheels/", HTML, "<a href='file:///wheels/foo-2.0.tar.gz'>x</a>");
    assertEquals("links-1", foo().source());
    assertEquals(List.of("2.0"), versions(foo()));
  }

  @Test
  void an_index_in_trouble_is_not_skipped() {
    desk.refusing("https://index.example/simple/foo/", "fetch.server-error")
        .source("extra-1", "https://second.example/", Source.Form.INDEX)
        .document("https://second.example/foo/", HTML, "<a href='foo-9.0.tar.gz'>x</a>");
    assertThrows(Refusal.class, this::foo);
  }

  @Test
  void links_to_the_same_host_keep_the_credentials() {
    CannedDesk own =
        new CannedDesk(scratch)
            .source("default", "https://me:pw@index.example/simple/", Source.Form.INDEX)
            .document(
                "https://me:pw@index.example/simple/foo/",
                HTML,
                "<a href='https://index.example/foo-1.0.tar.gz'>x</a>"
                    + "<a href='https://other.example/foo-2.0.tar.gz'>x</a>");
    List<Release> releases = new SimpleIndex(new ArtifactChoice()).releases(FOO, own).releases();
    assertEquals("me:pw", releases.get(0).artifacts().get(0).location().getUserInfo());
    assertEquals(null, releases.get(1).artifacts().get(0).location().getUserInfo());
  }

  @Test
  void a_page_nobody_can_read_names_the_index_by_its_label() {
    desk.document("https://index.example/simple/foo/", JSON, "{\"files\": [{");
    Refusal refusal = assertThrows(Refusal.class, this::foo);
    assertEquals("index.unreadable", refusal.diagnostic().code());
    assertTrue(refusal.diagnostic().message().contains("`default`"));
    assertFalse(refusal.diagnostic().toString().contains("index.example"));
  }
}
