package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.omnipkg.tck.TinyWheel;

/**
 * Bad input and bad weather, by the shipped command: a named diagnostic, the exit code, no change.
 */
@Tag("live")
class BadInputIT {
  private static Shipped omnipkg;
  private static LoopbackIndex index;
  private static Path wheels;

  @BeforeAll
  static void open() {
    omnipkg = new Shipped().with("OMNIPKG_STALL_SECONDS", "3");
    omnipkg.run("-e", "warm", "install", "six").ok();
    omnipkg.run("-e", "warm", "install", "--resolver", "pip", "iniconfig").ok();
    wheels = omnipkg.directory().resolve("wheels");
    TinyWheel.of("good", "1.0").into(wheels);
    TinyWheel.of("good", "2.0").into(wheels);
    TinyWheel.of("left", "1.0").needs("good<2").into(wheels);
    TinyWheel.of("right", "1.0").needs("good>=2").into(wheels);
    TinyWheel.of("lying", "1.0").into(wheels);
    TinyWheel.of("cut", "1.0").file("cut/data.txt", "x".repeat(100_000)).into(wheels);
    TinyWheel.of("slow", "1.0").into(wheels);
    TinyWheel.of("mute", "1.0").into(wheels);
    TinyWheel.of("down", "1.0").into(wheels);
    TinyWheel.of("elsewhere", "1.0").tag("cp311-cp311-win_amd64").into(wheels);
    TinyWheel.of("future", "1.0").header("Requires-Python: >=4").into(wheels);
    index =
        new LoopbackIndex(wheels)
            .fault("lying", LoopbackIndex.Fault.WRONG_HASH)
            .fault("cut", LoopbackIndex.Fault.TRUNCATED)
            .fault("slow", LoopbackIndex.Fault.STALLED_PAGE)
            .fault("mute", LoopbackIndex.Fault.STALLED_FILE)
            .fault("down", LoopbackIndex.Fault.BROKEN);
  }

  @AfterAll
  static void close() {
    index.close();
    omnipkg.close();
  }

  private static Shipped.Said install(String environment, String... words) {
    List<String> argv =
        new ArrayList<>(List.of("-e", environment, "install", "--index", index.address()));
    argv.addAll(List.of(words));
    return omnipkg.run(argv.toArray(String[]::new));
  }

  private static void refused(int code, String diagnostic, String... words) {
    String environment = "bad-" + diagnostic.replace('.', '-');
    install(environment, words).refused(code, diagnostic);
    omnipkg.run("-e", environment, "list").refused(1, "environment.unknown");
  }

  @Test
  void the_well_behaved_part_of_the_index_works() {
    install("fine", "left").ok();
    assertTrue(omnipkg.run("-e", "fine", "list").ok().out().contains("good"));
  }

  @Test
  void an_unknown_package() {
    refused(1, "resolve.unknown-package", "no-such-thing-here");
    refused(1, "resolve.unknown-package", "--resolver", "pip", "no-such-thing-here");
  }

  @Test
  void an_unknown_version() {
    refused(1, "resolve.unknown-version", "good==9.9");
    refused(1, "resolve.unknown-version", "--resolver", "pip", "good==9.9");
  }

  @Test
  void nothing_for_this_platform() {
    refused(1, "resolve.no-matching-artifact", "elsewhere");
    refused(1, "resolve.no-matching-artifact", "future");
  }

  @Test
  void conflicting_requirements_name_both_sides() {
    Shipped.Said said = install("bad-conflict", "left", "right");
    said.refused(1, "resolve.no-solution");
    assertTrue(said.err().contains("left") && said.err().contains("right"), said.err());
    omnipkg.run("-e", "bad-conflict", "list").refused(1, "environment.unknown");
  }

  @Test
  void a_malformed_requirement() {
    refused(2, "requirement.malformed", "good===>1");
  }

  @Test
  void a_wrong_hash() {
    refused(1, "fetch.wrong-hash", "lying");
  }

  @Test
  void a_truncated_download() {
    refused(1, "fetch.truncated", "cut");
  }

  @Test
  void a_stalled_index_and_a_stalled_file() {
    refused(1, "fetch.stalled", "slow");
    refused(1, "fetch.stalled", "mute");
  }

  @Test
  void an_index_that_answers_5xx() {
    refused(1, "fetch.server-error", "down");
  }

  @Test
  void no_network() {
    omnipkg
        .run("-e", "bad-net", "install", "--index", "http://127.0.0.1:9/simple/", "good")
        .refused(1, "fetch.no-network");
  }

  @Test
  void offline_without_a_cached_answer() {
    omnipkg
        .run(
            "--offline",
            "-e",
            "bad-off",
            "install",
            "--index",
            "http://127.0.0.1:9/simple/",
            "nowhere")
        .refused(1, "resolve.offline-missing");
  }

  @Test
  void a_missing_interpreter() {
    refused(1, "runtime.not-found", "--python", "3.99", "good");
  }

  @Test
  void a_failed_change_leaves_the_old_state() {
    install("kept", "good==1.0").ok();
    install("kept", "lying").refused(1, "fetch.wrong-hash");
    install("kept", "right", "left").refused(1, "resolve.no-solution");
    assertEquals(
        "1.0",
        omnipkg
            .run("-e", "kept", "exec", "python", "-c", "import good; print(good.__version__)")
            .ok()
            .out()
            .strip());
  }

  @Test
  void two_writers_of_one_environment_take_turns_or_give_up() {
    String command = Distribution.folder().resolve("bin/omnipkg").toString();
    String slow = command + " -e busy install --index " + index.address() + " mute";
    omnipkg
        .call(
            List.of(
                "bash",
                "-c",
                slow
                    + " >slow.log 2>&1 & sleep 2; "
                    + command
                    + " --wait 1 -e busy install six; code=$?; kill -INT %1; wait; exit $code"))
        .refused(1, "environment.busy");
    omnipkg.run("-e", "busy", "list").refused(1, "environment.unknown");
    omnipkg.run("-e", "busy", "install", "six").ok();
  }

  @Test
  void failures_in_json_are_one_document_on_stdout() throws Exception {
    Shipped.Said said =
        omnipkg.run("--json", "-e", "j", "install", "--index", index.address(), "good==9.9");
    assertEquals(1, said.exit());
    assertEquals(
        "resolve.unknown-version",
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readTree(said.out())
            .get("error")
            .get("code")
            .asText());
  }

  @Test
  void usage_errors_end_with_two() {
    assertEquals(2, omnipkg.run("instal", "six").exit());
    assertEquals(2, omnipkg.run("install", "--no-such-option", "six").exit());
    assertEquals(2, omnipkg.run("install").exit());
  }
}
