package org.omnipkg.ecosystem.go.internal.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Refusal;
import org.omnipkg.tck.CannedDesk;

class GoEnvironmentTest {
  @TempDir Path folder;
  private CannedDesk desk;

  @BeforeEach
  void open() {
    desk = new CannedDesk(folder).variable("HOME", folder.toString());
  }

  private GoEnvironment environment() {
    return GoEnvironment.of(desk);
  }

  @Test
  void what_go_env_wrote_counts_where_no_variable_does() throws IOException {
    Path file = folder.resolve(".config/go/env");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "GOPRIVATE=a.b/*\nGOPROXY=https://one.example\n");
    assertEquals("https://one.example", environment().configured("GOPROXY"));
    assertTrue(environment().direct("a.b/c/d"));
    desk.variable("GOPROXY", "https://two.example");
    assertEquals("https://two.example", environment().configured("GOPROXY"));
    desk.variable("GOENV", "off");
    assertFalse(environment().direct("a.b/c"));
  }

  @Test
  void private_modules_are_neither_asked_for_nor_checked() {
    desk.variable("GOPRIVATE", "*.corp.example,a.b/secret/");
    assertTrue(environment().direct("git.corp.example/x"));
    assertTrue(environment().unchecked("a.b/secret/y/z"));
    assertFalse(environment().unchecked("a.b/secrets"));
    desk.variable("GONOPROXY", "none");
    assertFalse(environment().direct("git.corp.example/x"));
    assertTrue(environment().unchecked("git.corp.example/x"));
  }

  @Test
  void a_list_of_proxies_ends_where_it_says_so() {
    GoEnvironment.Proxies list =
        GoEnvironment.read("https://one.example|two.example,direct,https://never.example");
    assertEquals(
        "[Proxy[address=https://one.example, insistent=false],"
            + " Proxy[address=https://two.example, insistent=true]]",
        list.proxies().toString());
    assertEquals("direct", list.end());
  }

  @Test
  void a_checksum_database_may_be_named_with_its_key_and_place() {
    desk.variable("GOSUMDB", "sum.example+abcdef01+Akey https://mirror.example/sum");
    assertEquals(
        new GoEnvironment.Sumdb(
            "sum.example", "sum.example+abcdef01+Akey", URI.create("https://mirror.example/sum")),
        environment().sumdb().orElseThrow());
    desk.variable("GOSUMDB", "off");
    assertEquals(Optional.empty(), environment().sumdb());
  }

  @Test
  void keys_of_databases_are_read_out_of_a_toolchain() throws IOException {
    Path source = folder.resolve("goroot/src/cmd/go/internal/modfetch/key.go");
    Files.createDirectories(source.getParent());
    Files.writeString(
        source,
        "package modfetch\n\nvar knownGOSUMDB = map[string]string{\n"
            + "\t\"sum.example\": \"sum.example+abcdef01+Akey/x+y\",\n}\n");
    Files.writeString(
        folder.resolve("goroot/go.env"),
        "# x\nGOPROXY=https://d.example,direct\nGOSUMDB=sum.example\n");
    Defaults.of(folder.resolve("goroot")).keep(desk);
    assertEquals("sum.example+abcdef01+Akey/x+y", environment().sumdb().orElseThrow().key());
    assertEquals("https://d.example", environment().proxies().proxies().get(0).address());
  }

  @Test
  void a_database_without_a_known_key_is_refused() {
    desk.variable("GOSUMDB", "other.example");
    Refusal refusal = assertThrows(Refusal.class, () -> environment().sumdb());
    assertEquals("integrity.sumdb-unknown", refusal.diagnostic().code());
  }

  @Test
  void direct_alone_is_refused_politely() {
    desk.variable("GOPROXY", "direct");
    Refusal refusal =
        assertThrows(Refusal.class, () -> new GoSettings().sources(() -> folder, desk));
    assertEquals("index.no-proxy", refusal.diagnostic().code());
  }
}
