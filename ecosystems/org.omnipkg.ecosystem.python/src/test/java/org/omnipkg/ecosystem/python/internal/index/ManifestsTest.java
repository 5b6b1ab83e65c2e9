package org.omnipkg.ecosystem.python.internal.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Certainty;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.tck.CannedDesk;

class ManifestsTest {
  private static final String WHEEL = "foo-1.0-py3-none-any.whl";
  private static final String PLACE = "https://files.example/" + WHEEL;
  private static final String METADATA =
      Wheels.metadata("2.1", "Foo", "1.0", "Requires-Dist: bar>=2", "Requires-Python: >=3.7");

  @TempDir Path scratch;
  private CannedDesk desk;

  @BeforeEach
  void desk() {
    desk = new CannedDesk(scratch);
  }

  private static Artifact file(String location, Map<String, String> facts) {
    String name = location.substring(location.lastIndexOf('/') + 1);
    return new Artifact(
        name,
        name.endsWith(".whl") ? "wheel" : "sdist",
        URI.create(location),
        Map.of(),
        OptionalLong.empty(),
        facts);
  }

  private static Release release(Artifact... files) {
    Pin pin = new Pin(new PackageName("python", "foo"), "1.0");
    return new Release(
        pin, Optional.empty(), Optional.empty(), false, Condition.ALWAYS, "", List.of(files));
  }

  private Answer<Manifest> answer(Artifact... files) {
    return new SimpleIndex(new ArtifactChoice()).manifest(release(files), desk);
  }

  private Manifest stated(String... lines) {
    desk.document(PLACE + ".metadata", "text/plain", Wheels.metadata("2.1", "foo", "1.0", lines));
    return answer(file(PLACE, Map.of("metadata-sha256", "true"))).value().orElseThrow();
  }

  private static List<String> texts(Manifest manifest, String feature) {
    return manifest.features().get(feature).stream().map(Dependency::text).toList();
  }

  private static String sha256(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private void isFoo(Answer<Manifest> answer) {
    assertEquals(List.of("bar>=2"), texts(answer.value().orElseThrow(), ""));
    assertEquals(">=3.7", answer.value().orElseThrow().runtimeRange());
    assertEquals(Certainty.STATED, answer.value().orElseThrow().certainty());
  }

  @Test
  void the_metadata_beside_a_wheel_is_enough() throws Exception {
    desk.document(PLACE + ".metadata", "text/plain", METADATA);
    isFoo(answer(file(PLACE, Map.of("metadata-sha256", sha256(METADATA)))));
    assertEquals(1, desk.asked().size());
  }

  @Test
  void fields_go_on_in_indented_lines_and_a_long_license_is_passed_over() throws Exception {
    String license = "License: all of it\n" + "        and more of it\n".repeat(20_000);
    String folded = METADATA.replace("Requires-Dist: ", "Requires-Dist:\n ");
    desk.document(PLACE + ".metadata", "text/plain", license + folded);
    isFoo(answer(file(PLACE, Map.of("metadata-sha256", sha256(license + folded)))));
  }

  @Test
  void metadata_that_is_not_what_the_index_says_is_refused() {
    desk.document(PLACE + ".metadata", "text/plain", METADATA);
    Artifact wheel = file(PLACE, Map.of("metadata-sha256", "0".repeat(64)));
    Refusal refusal = assertThrows(Refusal.class, () -> answer(wheel));
    assertEquals("metadata.wrong-hash", refusal.diagnostic().code());
    assertEquals(2, desk.asked().size());
    assertTrue(desk.asked().get(1).fresh().isZero());
  }

  @Test
  void the_end_of_a_wheel_is_read_when_nothing_lies_beside_it() {
    desk.document(PLACE, "application/zip", Wheels.wheel("foo-1.0", METADATA, 300_000));
    isFoo(answer(file(PLACE, Map.of())));
    assertEquals(List.of(true), ranges());
  }

  @Test
  void metadata_nobody_promised_is_taken_when_the_wheel_does_not_tell() {
    desk.document(PLACE + ".metadata", "text/plain", METADATA);
    isFoo(answer(file(PLACE, Map.of())));
    assertEquals(List.of(true, false), ranges());
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>Not here</html>", "Metadata", ""})
  void what_only_looks_like_metadata_is_not_taken(String page) {
    desk.document(PLACE + ".metadata", "text/html", page)
        .document(PLACE, "application/zip", Wheels.wheel("foo-1.0", METADATA, 10))
        .withoutContentRange();
    isFoo(answer(file(PLACE, Map.of())));
  }

  @Test
  void a_server_that_forbids_what_it_does_not_have_is_understood() {
    desk.refusing(PLACE + ".metadata", "fetch.unauthorized")
        .document(PLACE, "application/zip", Wheels.wheel("foo-1.0", METADATA, 10))
        .withoutContentRange();
    isFoo(answer(file(PLACE, Map.of())));
  }

  private List<Boolean> ranges() {
    return desk.asked().stream().map(ask -> ask.range().isPresent()).toList();
  }

  @Test
  void promised_metadata_that_is_missing_is_looked_for_in_the_wheel() {
    desk.document(PLACE, "application/zip", Wheels.wheel("foo-1.0", METADATA, 300_000));
    isFoo(answer(file(PLACE, Map.of("metadata-sha256", "0".repeat(64)))));
  }

  @Test
  void a_long_table_of_contents_and_a_far_member_cost_further_reads() {
    Map<String, byte[]> files = new java.util.LinkedHashMap<>();
    files.put("foo-1.0.dist-info/METADATA", METADATA.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 2000; i++) {
      files.put("foo/a/rather/long/folder/module_" + i + ".py", new byte[100]);
    }
    desk.document(PLACE, "application/zip", Wheels.zip(files));
    isFoo(answer(file(PLACE, Map.of())));
    assertEquals(List.of(true, true, true), ranges());
  }

  @Test
  void a_server_without_ranges_gives_the_whole_wheel() {
    desk.document(PLACE, "application/zip", Wheels.wheel("foo-1.0", METADATA, 100_000))
        .withoutRanges();
    isFoo(answer(file(PLACE, Map.of())));
    assertEquals(List.of(true), ranges());
  }

  @Test
  void a_wheel_whose_end_cannot_be_read_is_downloaded() {
    desk.document(PLACE, "application/zip", Wheels.wheel("foo-1.0", METADATA, 10))
        .withoutContentRange();
    isFoo(answer(file(PLACE, Map.of())));
    assertEquals(List.of(true, false, false), ranges());
  }

  @Test
  void a_broken_wheel_is_refused_by_its_name() {
    desk.document(PLACE, "application/zip", "no zip at all");
    Refusal refusal = assertThrows(Refusal.class, () -> answer(file(PLACE, Map.of())));
    assertEquals("metadata.missing", refusal.diagnostic().code());
    assertTrue(refusal.diagnostic().message().contains("`" + WHEEL + "`"));
  }

  @Test
  void a_built_wheel_is_read_where_it_lies() throws IOException {
    Path wheel = Files.write(scratch.resolve(WHEEL), Wheels.wheel("foo-1.0", METADATA, 10));
    isFoo(answer(file(wheel.toUri().toString(), Map.of())));
    assertTrue(desk.asked().isEmpty());
  }

  @Test
  void the_most_portable_wheel_speaks_for_all() {
    String other = "foo-1.0-cp311-cp311-win_amd64.whl";
    desk.document(PLACE + ".metadata", "text/plain", METADATA);
    isFoo(
        answer(
            file("https://files.example/" + other, Map.of("metadata-sha256", "true")),
            file(PLACE, Map.of("metadata-sha256", "true"))));
  }

  @Test
  void a_source_archive_must_be_built_to_know() {
    String place = "https://files.example/foo-1.0.tar.gz";
    String dynamic =
        Wheels.metadata("2.2", "foo", "1.0", "Dynamic: Requires-Dist", "Requires-Dist: bar>=2");
    for (String metadata : List.of(METADATA, dynamic)) {
      desk.document(place, "", Wheels.tarGz(Map.of("foo-1.0/PKG-INFO", metadata)));
      Answer<Manifest> answer = answer(file(place, Map.of()));
      assertEquals("build", answer.wanting().orElseThrow().kind());
      assertEquals("foo-1.0.tar.gz", answer.wanting().orElseThrow().artifact().filename());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo-1.0.tar.gz", "foo-1.0.zip"})
  void a_source_archive_that_is_settled_says_it_itself(String filename) {
    String metadata = METADATA.replace("2.1", "2.2");
    Map<String, String> files = new java.util.LinkedHashMap<>();
    files.put("foo-1.0/foo.egg-info/PKG-INFO", "Name: wrong\n");
    files.put("foo-1.0/PKG-INFO", metadata);
    byte[] archive =
        filename.endsWith("zip")
            ? Wheels.zip(
                files.entrySet().stream()
                    .collect(
                        java.util.stream.Collectors.toMap(
                            Map.Entry::getKey, e -> e.getValue().getBytes(StandardCharsets.UTF_8))))
            : Wheels.tarGz(files);
    desk.document("https://files.example/" + filename, "", archive);
    isFoo(answer(file("https://files.example/" + filename, Map.of())));
  }

  @Test
  void a_source_archive_nobody_can_open_must_be_built() {
    String place = "https://files.example/foo-1.0.tar.bz2";
    desk.document(place, "", "BZh");
    assertTrue(answer(file(place, Map.of())).wanting().isPresent());
  }

  @Test
  void extras_are_sorted_out() {
    Manifest manifest =
        stated(
            "Provides-Extra: Test_It",
            "Provides-Extra: empty",
            "Requires-Dist: plain",
            "Requires-Dist: old ; python_version < \"3\"",
            "Requires-Dist: pytest[x] (>=7) ; extra == 'test-it'",
            "Requires-Dist: mock ; (python_version < '3') and extra == 'TEST.IT'",
            "Requires-Dist: both ; extra == 'test-it' or extra == 'undeclared'",
            "Requires-Dist: not-test ; extra != 'test-it'");
    assertEquals(
        java.util.Set.of("", "test-it", "empty", "undeclared"), manifest.features().keySet());
    assertEquals(
        Stream.of("plain", "old ; python_version < \"3\"", "not-test ; extra != 'test-it'")
            .toList(),
        texts(manifest, ""));
    List<Dependency> test = manifest.features().get("test-it");
    assertEquals(
        List.of("pytest", "mock", "both"), test.stream().map(d -> d.target().name()).toList());
    assertEquals(Condition.ALWAYS, test.get(0).when());
    assertEquals("python_version < \"3\"", test.get(1).when().toString());
    assertEquals(">=7", test.get(0).range());
    assertEquals(List.of(), manifest.features().get("empty"));
  }

  @Test
  void old_metadata_is_read_as_it_was_meant() {
    Manifest manifest =
        stated(
            "Requires-Dist: a (>=1.0.*)",
            "Requires-Dist: b (>=1.0,",
            "  <2)",
            "Requires-Dist: c (==1.0) ; sys.platform == 'win32'",
            "Description: text",
            "   that goes on: and on",
            "Requires-Dist: d");
    assertEquals(
        List.of(">=1.0", ">=1.0,<2", "==1.0", ""),
        manifest.features().get("").stream().map(Dependency::range).toList());
  }

  @Test
  void a_requirement_nobody_can_read_spoils_the_release() {
    desk.document(
        PLACE + ".metadata",
        "text/plain",
        Wheels.metadata("2.1", "foo", "1.0", "Requires-Dist: bar >>> 2"));
    Answer<Manifest> answer = answer(file(PLACE, Map.of("metadata-sha256", "true")));
    assertEquals("metadata.malformed", answer.refusal().orElseThrow().code());
  }

  @Test
  void another_package_inside_is_noticed() {
    for (String metadata :
        List.of(
            Wheels.metadata("2.1", "bar", "1.0"),
            Wheels.metadata("2.1", "foo", "1.1"),
            "no metadata")) {
      desk.document(PLACE + ".metadata", "text/plain", metadata);
      Answer<Manifest> answer = answer(file(PLACE, Map.of("metadata-sha256", "true")));
      assertEquals("metadata.inconsistent", answer.refusal().orElseThrow().code());
    }
  }

  @Test
  void a_release_without_files_says_so() {
    assertFalse(answer().refusal().isEmpty());
  }
}
