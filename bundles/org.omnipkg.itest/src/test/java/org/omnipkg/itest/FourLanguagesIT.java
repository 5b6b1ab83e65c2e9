package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Packages of four languages by one command, from real registries, and programs that use them. */
@Tag("live")
@TestMethodOrder(OrderAnnotation.class)
class FourLanguagesIT {
  private static final Map<String, String> ASKED =
      Map.of(
          "npm:react", "pkg:npm/react@",
          "ruby:rails", "pkg:gem/rails@",
          "go:gin", "pkg:golang/github.com/gin-gonic/gin@",
          "numpy", "pkg:pypi/numpy@");
  private static Shipped omnipkg;
  private static GemSource gems;

  @BeforeAll
  static void one_command_makes_one_generation() throws Exception {
    omnipkg = new Shipped();
    gems = GemSource.named(omnipkg.home().resolveSibling("gems"));
    omnipkg.with("OMNIPKG_RUBY_INDEX", gems.address());
    FourPrograms.into(omnipkg);
    JsonNode receipt =
        json(
            omnipkg.run(
                "--json", "-e", "main", "install", "npm:react", "ruby:rails", "go:gin", "numpy"));
    assertEquals(1, receipt.get("generation").asInt(), receipt.toString());
  }

  @AfterAll
  static void close() {
    gems.close();
    omnipkg.close();
  }

  private static JsonNode json(Shipped.Said said) throws Exception {
    return new ObjectMapper().readTree(said.ok().out());
  }

  private static String lock(String environment) {
    return omnipkg.run("-e", environment, "export", "-").ok().out();
  }

  @Test
  @Order(1)
  void four_small_programs_run() {
    FourPrograms.node(omnipkg, "main");
    FourPrograms.ruby(omnipkg, "main");
    FourPrograms.python(omnipkg, "main");
    FourPrograms.go(omnipkg, "main");
  }

  @Test
  @Order(2)
  void list_info_and_why_know_each() throws Exception {
    List<String> purls = json(omnipkg.run("-e", "main", "list", "--json")).findValuesAsText("purl");
    for (Map.Entry<String, String> one : ASKED.entrySet()) {
      assertTrue(purls.stream().anyMatch(purl -> purl.startsWith(one.getValue())), one.toString());
      String info = omnipkg.run("-e", "main", "info", one.getKey()).ok().out();
      assertTrue(info.contains(one.getValue()), info);
      String why = omnipkg.run("-e", "main", "why", one.getKey()).ok().out();
      assertTrue(why.contains("you asked for it"), why);
    }
    String why = omnipkg.run("-e", "main", "why", "ruby:rack").ok().out();
    assertTrue(why.contains("actionpack") && why.contains("you asked for it (rails)"), why);
  }

  @Test
  @Order(3)
  void a_lock_makes_the_same_again_and_comes_out_of_it_byte_for_byte() throws Exception {
    omnipkg.run("-e", "main", "export", "main.lock").ok();
    omnipkg.run("--offline", "-e", "second", "sync", "main.lock").ok();
    omnipkg.run("-e", "second", "export", "second.lock").ok();
    assertArrayEquals(
        Files.readAllBytes(omnipkg.directory().resolve("main.lock")),
        Files.readAllBytes(omnipkg.directory().resolve("second.lock")));
    String text = Files.readString(omnipkg.directory().resolve("main.lock"));
    assertTrue(!text.contains("127.0.0.1") && !text.contains(omnipkg.home().toString()), text);
    FourPrograms.node(omnipkg, "second");
    FourPrograms.ruby(omnipkg, "second");
    FourPrograms.python(omnipkg, "second");
  }

  @Test
  @Order(4)
  void another_node_leaves_the_other_languages_and_a_revert_takes_it_back() {
    String before = lock("second");
    omnipkg.run("-e", "second", "swap", "node", "18").ok();
    String version = omnipkg.run("-e", "second", "exec", "node", "--version").ok().out();
    assertTrue(version.startsWith("v18."), version);
    FourPrograms.node(omnipkg, "second");
    FourPrograms.ruby(omnipkg, "second");
    FourPrograms.python(omnipkg, "second");
    assertEquals(
        before.replaceAll("(?s)ecosystem = \"node\"\nimplementation.*?\n\n", ""),
        lock("second").replaceAll("(?s)ecosystem = \"node\"\nimplementation.*?\n\n", ""));
    omnipkg.run("--offline", "-e", "second", "revert").ok();
    assertEquals(before, lock("second"));
  }

  @Test
  @Order(5)
  void what_is_uninstalled_in_one_language_leaves_the_others() throws Exception {
    omnipkg.run("-e", "second", "uninstall", "npm:react").ok();
    assertNotEquals(0, omnipkg.run("-e", "second", "exec", "node", "app.cjs").exit());
    FourPrograms.ruby(omnipkg, "second");
    FourPrograms.python(omnipkg, "second");
    FourPrograms.go(omnipkg, "second");
    omnipkg.run("--offline", "-e", "second", "revert").ok();
    FourPrograms.node(omnipkg, "second");
  }

  @Test
  @Order(6)
  void what_is_there_is_nothing_to_do() {
    Shipped.Said said =
        omnipkg.run("-e", "main", "install", "npm:react", "ruby:rails", "go:gin", "numpy").ok();
    assertTrue(said.err().contains("Nothing to do"), said.err());
  }
}
