package org.omnipkg.fetch.internal.maven;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.Repositories.Published;
import org.omnipkg.fetch.internal.http.Limits;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;

/** Against a repository in a folder that the settings name as the mirror of all. */
class PublicationsTest {
  private static final byte[] JAR = "a jar".getBytes(StandardCharsets.UTF_8);

  private @TempDir Path home;
  private Path repository;
  private final Publications publications =
      new Publications(
          new Limits(
              Duration.ofSeconds(5),
              Duration.ofSeconds(5),
              1,
              Duration.ofMillis(1),
              Duration.ofMillis(1),
              1,
              1 << 20));

  @BeforeEach
  void settings() throws IOException {
    repository = Files.createDirectories(home.resolve("repository"));
    Files.createDirectories(home.resolve(".m2"));
    Files.writeString(
        home.resolve(".m2/settings.xml"),
        "<settings><mirrors><mirror><id>ours</id><mirrorOf>*</mirrorOf><url>"
            + repository.toUri()
            + "</url></mirror></mirrors></settings>");
  }

  private Access access(boolean offline) {
    return Access.of(Map.of("HOME", home.toString()), offline);
  }

  private Path folder(String version) throws IOException {
    return Files.createDirectories(repository.resolve("org/acme/lua").resolve(version));
  }

  private void publish(String version, String algorithm, String extension) throws Exception {
    Path file = folder(version).resolve("lua-" + version + ".jar");
    Files.write(file, JAR);
    if (!algorithm.isEmpty()) {
      Files.writeString(
          file.resolveSibling(file.getFileName() + extension),
          HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(JAR)));
    }
  }

  private Published jar(String version) throws IOException {
    return publications.jar(
        "org.acme",
        "lua",
        version,
        Files.createTempDirectory(home, "into"),
        access(false),
        Progress.SILENT);
  }

  private static void refused(String code, Executable act) {
    assertEquals(code, assertThrows(Refusal.class, act).diagnostic().code());
  }

  @Test
  void a_jar_comes_with_its_signature_and_the_name_of_its_repository() throws Exception {
    publish("1.0", "SHA-1", ".sha1");
    Files.writeString(folder("1.0").resolve("lua-1.0.jar.asc"), "signed");
    Published found = jar("1.0");
    assertArrayEquals(JAR, Files.readAllBytes(found.file()));
    assertEquals("signed", Files.readString(found.signature().orElseThrow()));
    assertEquals("ours", found.repository());
  }

  @Test
  void a_signature_need_not_be_there() throws Exception {
    publish("1.0", "SHA-256", ".sha256");
    assertTrue(jar("1.0").signature().isEmpty());
  }

  @Test
  void a_jar_that_differs_from_its_checksum_is_refused() throws Exception {
    publish("1.0", "SHA-1", ".sha1");
    Files.writeString(folder("1.0").resolve("lua-1.0.jar"), "another jar");
    refused("fetch.wrong-hash", () -> jar("1.0"));
  }

  @Test
  void a_jar_that_nothing_but_md5_vouches_for_is_refused() throws Exception {
    publish("1.0", "", "");
    refused("fetch.no-hash", () -> jar("1.0"));
    publish("1.1", "MD5", ".md5");
    refused("fetch.no-hash", () -> jar("1.1"));
  }

  @Test
  void what_is_not_there_is_told() {
    refused("fetch.not-found", () -> jar("9.9"));
    refused("fetch.malformed", () -> jar("../../9.9"));
  }

  @Test
  void versions_come_in_mavens_order() throws Exception {
    String metadata =
        "<metadata><groupId>org.acme</groupId><artifactId>lua</artifactId><versioning><versions>"
            + "<version>1.10</version><version>1.9</version><version>2.0-beta</version>"
            + "<version>2.0</version></versions></versioning></metadata>";
    Path file = folder("").resolve("maven-metadata.xml");
    Files.writeString(file, metadata);
    Files.writeString(file.resolveSibling("maven-metadata.xml.sha1"), sha1(metadata));
    assertEquals(List.of("1.9", "1.10", "2.0-beta", "2.0"), versions("lua"));
    assertEquals(List.of(), versions("unknown"));
    Files.writeString(file.resolveSibling("maven-metadata.xml.sha1"), sha1("other"));
    refused("fetch.wrong-hash", () -> versions("lua"));
  }

  private List<String> versions(String artifact) throws IOException {
    return publications.versions(
        "org.acme",
        artifact,
        Files.createTempDirectory(home, "scratch"),
        access(false),
        Progress.SILENT);
  }

  private static String sha1(String text) throws NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void offline_nothing_is_asked() {
    refused(
        "fetch.offline",
        () -> publications.jar("org.acme", "lua", "1.0", home, access(true), Progress.SILENT));
  }
}
