package org.omnipkg.fetch.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.fetch.internal.http.Limits;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Progress;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;

@Timeout(120)
class MavenRepositoriesTest {
  private static final byte[] CONTENT = Bench.noise(50_000);
  private static final String PATH = "/org/example/demo/1.0/demo-1.0-linux.jar";
  private static final String PLACE = "maven:org.example:demo:jar:linux:1.0";
  @TempDir Path root;
  private Path into;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void home() throws Exception {
    into = root.resolve("demo.jar");
    Files.createDirectories(root.resolve("home/.m2"));
    environment.put("HOME", root.resolve("home").toString());
  }

  private void settings(String content) throws IOException {
    Files.writeString(
        root.resolve("home/.m2/settings.xml"), "<settings>" + content + "</settings>");
  }

  private void mirror(Loopback server) throws IOException {
    settings(mirrorOf(server.at("/").toString()));
  }

  private static String mirrorOf(String url) {
    return "<mirrors><mirror><id>here</id><mirrorOf>*</mirrorOf><url>"
        + url
        + "</url></mirror></mirrors>";
  }

  private static Loopback repository() {
    return new Loopback(
        e -> {
          boolean known = e.getRequestURI().getPath().equals(PATH);
          Loopback.answer(e, known ? 200 : 404, known ? CONTENT : new byte[0]);
        });
  }

  private Asking fetcher() {
    return Bench.fetcher(root.resolve("cache"), Bench.limits(), environment);
  }

  private static Artifact demo(byte[] content) {
    return demo(PLACE, content);
  }

  private static Artifact demo(String place, byte[] content) {
    return Bench.artifact(
        URI.create(place), Map.of("sha256", Bench.sha256(content)), OptionalLong.empty());
  }

  private String refused(Artifact artifact, boolean offline) {
    return Bench.refused(() -> fetcher().download(artifact, into, offline, Bench.SILENT)).code();
  }

  @Test
  void an_artifact_comes_through_the_users_mirror_and_is_kept_for_offline() throws Exception {
    try (Loopback server = repository()) {
      mirror(server);
      assertEquals("fetch.offline", refused(demo(CONTENT), true));
      fetcher().download(demo(CONTENT), into, false, Bench.SILENT);
      assertArrayEquals(CONTENT, Files.readAllBytes(into));
    }
    Files.delete(into);
    fetcher().download(demo(CONTENT), into, true, Bench.SILENT);
    assertArrayEquals(CONTENT, Files.readAllBytes(into));
    assertFalse(Files.exists(root.resolve("home/.m2/repository")));
  }

  @Test
  void a_classifier_may_be_empty() throws Exception {
    try (Loopback server = new Loopback(e -> Loopback.answer(e, 200, CONTENT))) {
      mirror(server);
      fetcher()
          .download(demo("maven:org.example:demo:jar::1.0", CONTENT), into, false, Bench.SILENT);
      assertTrue(server.asked.get(0).path().endsWith("/org/example/demo/1.0/demo-1.0.jar"));
    }
  }

  @Test
  void what_lies_in_the_users_own_repository_is_taken_from_there() throws Exception {
    Path own = root.resolve("home/.m2/repository" + PATH);
    Files.createDirectories(own.getParent());
    Files.write(own, CONTENT);
    fetcher().download(demo(CONTENT), into, true, Bench.SILENT);
    assertArrayEquals(CONTENT, Files.readAllBytes(into));
  }

  @Test
  void another_file_in_the_users_own_repository_is_left_alone() throws Exception {
    Path own = root.resolve("home/.m2/repository" + PATH);
    Files.createDirectories(own.getParent());
    Files.write(own, new byte[9]);
    try (Loopback server = repository()) {
      mirror(server);
      fetcher().download(demo(CONTENT), into, false, Bench.SILENT);
      assertArrayEquals(CONTENT, Files.readAllBytes(into));
      assertArrayEquals(new byte[9], Files.readAllBytes(own));
    }
  }

  @Test
  void a_file_other_than_the_pinned_one_is_refused_and_asked_for_again_next_time()
      throws Exception {
    byte[] pinned = Bench.noise(10);
    try (Loopback server = repository()) {
      mirror(server);
      assertEquals("fetch.wrong-hash", refused(demo(pinned), false));
      assertFalse(Files.exists(into));
      int before = server.asked.size();
      assertEquals("fetch.wrong-hash", refused(demo(pinned), false));
      assertTrue(server.asked.size() > before);
    }
  }

  @Test
  void troubles_of_the_repository_have_their_own_names() throws Exception {
    Map<Integer, String> expected =
        Map.of(404, "fetch.not-found", 403, "fetch.forbidden", 500, "fetch.server-error");
    for (var entry : expected.entrySet()) {
      try (Loopback server = new Loopback(e -> Loopback.answer(e, entry.getKey(), ""))) {
        mirror(server);
        assertEquals(entry.getValue(), refused(demo(CONTENT), false));
      }
    }
    settings(mirrorOf("http://nowhere.invalid/"));
    assertEquals("fetch.no-network", refused(demo(CONTENT), false));
  }

  @Test
  void a_silent_repository_has_stalled() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (Loopback server = new Loopback(e -> hold(over))) {
      mirror(server);
      Limits limits = Bench.limits(Duration.ofMillis(300));
      Asking fetcher = Bench.fetcher(root.resolve("cache"), limits, environment);
      assertEquals(
          "fetch.stalled",
          Bench.refused(() -> fetcher.download(demo(CONTENT), into, false, Bench.SILENT)).code());
      over.countDown();
    }
  }

  @Test
  void a_cancelled_caller_is_let_go_while_the_repository_is_silent() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    AtomicBoolean cancelled = new AtomicBoolean();
    try (Loopback server =
        new Loopback(
            e -> {
              cancelled.set(true);
              hold(over);
            })) {
      mirror(server);
      Progress progress = WebTest.cancelledBy(cancelled);
      assertThrows(
          CancellationException.class,
          () -> fetcher().download(demo(CONTENT), into, false, progress));
      over.countDown();
    }
  }

  @Test
  void enciphered_passwords_of_the_settings_are_used() throws Exception {
    DefaultPlexusCipher cipher = new DefaultPlexusCipher();
    String master = cipher.encryptAndDecorate("mother", "settings.security");
    Files.writeString(
        root.resolve("home/.m2/settings-security.xml"),
        "<settingsSecurity><master>" + master + "</master></settingsSecurity>");
    String password = cipher.encryptAndDecorate("pass word", "mother");
    try (Loopback server =
        new Loopback(
            e -> {
              boolean in =
                  "Basic dXNlcjpwYXNzIHdvcmQ="
                      .equals(e.getRequestHeaders().getFirst("Authorization"));
              e.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"here\"");
              Loopback.answer(e, in ? 200 : 401, in ? CONTENT : new byte[0]);
            })) {
      settings(
          mirrorOf(server.at("/").toString())
              + "<servers><server><id>here</id><username>user</username><password>"
              + password
              + "</password></server></servers>");
      fetcher().download(demo(CONTENT), into, false, Bench.SILENT);
      assertArrayEquals(CONTENT, Files.readAllBytes(into));
    }
  }

  @Test
  void the_proxy_of_the_environment_is_used() throws Exception {
    try (Loopback proxy = new Loopback(e -> Loopback.answer(e, 200, CONTENT))) {
      settings(mirrorOf("http://repository.invalid/"));
      environment.put("http_proxy", proxy.at("").toString());
      fetcher().download(demo(CONTENT), into, false, Bench.SILENT);
      assertArrayEquals(CONTENT, Files.readAllBytes(into));
      assertTrue(proxy.asked.get(0).path().endsWith(PATH));
    }
  }

  @Test
  void without_any_settings_there_is_mavens_own_repository() {
    // nothing is fetched: offline the resolver only says that it would have had a place to ask
    assertEquals("fetch.offline", refused(demo(CONTENT), true));
  }

  @Test
  void settings_that_cannot_be_read_are_named_without_their_content() throws Exception {
    settings("<servers><server><password>secret</servers>");
    var refusal = Bench.refused(() -> fetcher().download(demo(CONTENT), into, false, Bench.SILENT));
    assertEquals("fetch.maven-settings", refusal.code());
    assertFalse(refusal.toString().contains("secret"));
  }

  @Test
  void malformed_coordinates_are_refused() {
    for (String place :
        List.of(
            "maven:org.example:demo",
            "maven:org.example:demo:jar:1.0",
            "maven:org.example::jar::1.0",
            "maven:org.example:../../demo:jar::1.0",
            "maven:org.example:demo:jar::..")) {
      assertEquals("fetch.malformed", refused(demo(place, CONTENT), false), place);
    }
  }

  @Test
  void an_unpinned_artifact_is_refused() {
    Artifact artifact = Bench.artifact(URI.create(PLACE), Map.of(), OptionalLong.empty());
    assertEquals("fetch.no-hash", refused(artifact, false));
  }

  private static void hold(CountDownLatch over) {
    try {
      over.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
