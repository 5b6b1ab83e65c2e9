package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.tck.TinyWheel;

/** A private index before a public one, by the shipped command and both resolvers. */
@Tag("live")
class IndexesIT {
  private static final String SECRET = "s3cret-of-ada";
  private static final String SECRET_IN_BASE64 =
      java.util.Base64.getEncoder()
          .encodeToString(("ada:" + SECRET).getBytes(StandardCharsets.UTF_8));
  private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
  private static Shipped omnipkg;
  private static LoopbackIndex own;
  private static LoopbackIndex open;

  @BeforeAll
  static void serve() throws IOException {
    omnipkg = new Shipped();
    omnipkg.run("-e", "warm", "install", "six").ok();
    omnipkg.run("-e", "warm", "install", "--resolver", "pip", "iniconfig").ok();
    Path inside = omnipkg.directory().resolve("inside");
    Path outside = omnipkg.directory().resolve("outside");
    TinyWheel.of("inhouse", "1.0").needs("shared").into(inside);
    TinyWheel.of("cut", "1.0").file("cut/data.txt", "x".repeat(100_000)).into(inside);
    TinyWheel.of("inhouse", "9.9").into(outside);
    TinyWheel.of("shared", "2.0").into(outside);
    TinyWheel.of("shared", "3.0").into(outside);
    own =
        new LoopbackIndex(inside)
            .fault("cut", LoopbackIndex.Fault.TRUNCATED)
            .watched(exchange -> lookAtArguments());
    open = new LoopbackIndex(outside);
  }

  @AfterAll
  static void stop() {
    own.close();
    open.close();
    omnipkg.close();
  }

  /** What everyone on the machine can see of every process while an index is asked. */
  private static void lookAtArguments() {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      processes
          .filter(path -> path.getFileName().toString().matches("\\d+"))
          .forEach(
              path -> {
                try {
                  String line =
                      Files.readString(path.resolve("cmdline"), StandardCharsets.ISO_8859_1);
                  if (line.contains(SECRET)) {
                    SEEN.add(line.replace('\0', ' '));
                  }
                } catch (IOException e) {
                  // it has ended
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Shipped.Said install(String environment, String resolver, String... words) {
    List<String> argv =
        new ArrayList<>(List.of("-e", environment, "install", "--resolver", resolver));
    argv.addAll(List.of(words));
    return omnipkg.run(argv.toArray(String[]::new));
  }

  private static String versions(String environment) {
    return omnipkg.run("-e", environment, "list").ok().out().replaceAll(" +", " ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"house", "uv", "pip"})
  void the_first_index_that_knows_a_name_answers_for_it(String resolver) {
    String name = "first-" + resolver;
    install(name, resolver, "--extra-index", own.address(), "--index", open.address(), "inhouse")
        .ok();
    assertTrue(versions(name).contains("inhouse 1.0"), versions(name));
    assertTrue(versions(name).contains("shared 3.0"), versions(name));
    install(name, resolver, "--extra-index", own.address(), "--index", open.address(), "inhouse>2")
        .refused(1, "resolve.unknown-version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"house", "uv", "pip"})
  void an_index_that_is_away_is_not_passed_over(String resolver) {
    install(
            "away",
            resolver,
            "--extra-index",
            "http://127.0.0.1:9/simple/",
            "--index",
            open.address(),
            "shared")
        .refused(1, "fetch.no-network");
  }

  @ParameterizedTest
  @ValueSource(strings = {"house", "uv", "pip"})
  void a_folder_given_as_an_index_keeps_its_names_to_itself(String resolver) {
    for (String form : List.of("./inside", "./inside.zip")) {
      if (form.endsWith(".zip")) {
        omnipkg.call(List.of("python3", "-m", "zipfile", "-c", "inside.zip", "inside/"));
      }
      String name = "folder-" + resolver + form.length();
      install(name, resolver, "--extra-index", form, "--index", open.address(), "inhouse").ok();
      assertTrue(versions(name).contains("inhouse 1.0"), versions(name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"house", "uv", "pip"})
  void a_release_without_a_file_of_the_digests_given_is_not_chosen(String resolver)
      throws Exception {
    Path wheel = omnipkg.directory().resolve("outside/shared-2.0-py3-none-any.whl");
    String digest =
        java.util.HexFormat.of()
            .formatHex(
                java.security.MessageDigest.getInstance("SHA-256")
                    .digest(Files.readAllBytes(wheel)));
    Files.writeString(
        omnipkg.directory().resolve("pinned.txt"), "shared>=1 --hash=sha256:" + digest + "\n");
    String name = "digest-" + resolver;
    install(name, resolver, "--index", open.address(), "-r", "pinned.txt").ok();
    assertTrue(versions(name).contains("shared 2.0"), versions(name));
  }

  @Test
  void the_look_at_arguments_sees_them() throws Exception {
    Process control = new ProcessBuilder("sh", "-c", "read wait", "x" + SECRET).start();
    try {
      lookAtArguments();
      assertEquals(1, SEEN.size());
    } finally {
      control.destroyForcibly().waitFor();
      SEEN.clear();
    }
  }

  @Test
  void a_secret_is_told_to_its_server_only() throws Exception {
    own.secured("ada:" + SECRET);
    StringBuilder said = new StringBuilder();
    Path netrc = omnipkg.directory().resolve("netrc");
    try {
      for (String resolver : List.of("house", "uv", "pip")) {
        Files.writeString(netrc, "");
        omnipkg.with("NETRC", netrc.toString());
        said.append(
            install("closed", resolver, "--index", own.address(), "cut")
                .refused(1, "fetch.unauthorized"));
        omnipkg.with("OMNIPKG_INDEX", own.address("ada:" + SECRET + "@"));
        said.append(
            install("told-" + resolver, resolver, "--extra-index", open.address(), "cut")
                .refused(1, "fetch.truncated"));
        said.append(
            install(
                    "told2-" + resolver,
                    resolver,
                    "--verbose",
                    "--extra-index",
                    open.address(),
                    "inhouse")
                .ok());
        said.append(omnipkg.run("config"));
        omnipkg.with("OMNIPKG_INDEX", "");
        Files.writeString(netrc, "machine 127.0.0.1 login ada password " + SECRET + "\n");
        said.append(
            install(
                    "netrc-" + resolver,
                    resolver,
                    "--extra-index",
                    own.address(),
                    "--index",
                    open.address(),
                    "inhouse")
                .ok());
      }
    } finally {
      own.secured("");
      omnipkg.with("NETRC", "");
    }
    assertFalse(said.toString().contains(SECRET), said.toString());
    assertEquals(Set.of(), SEEN);
    assertEquals(List.of(), holding());
  }

  /** Files of the house, the daemon's log among them, in which the secret stands. */
  private static List<Path> holding() throws IOException {
    try (Stream<Path> files = Files.walk(omnipkg.home())) {
      return files
          .filter(Files::isRegularFile)
          .filter(
              file -> {
                try {
                  String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                  return text.contains(SECRET) || text.contains(SECRET_IN_BASE64);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .toList();
    }
  }
}
