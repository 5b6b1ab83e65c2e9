package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Execution;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Running;

class ExecutionPlansTest {
  @TempDir private Path home;
  private SmallHouse house;
  private Environments.Generation generation;
  private Path bin;
  private Path outside;

  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
    generation = house.environments.add("main", house.state(List.of(), List.of()));
    bin = Files.createDirectories(generation.root().resolve("bin"));
    outside = Files.createDirectories(home.resolve("outside"));
    command(bin, "tool");
    command(outside, "tool");
    command(outside, "other");
  }

  private static Path command(Path folder, String name) throws Exception {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
    file.toFile().setExecutable(true);
    return file;
  }

  private Execution.Plan exec(Map<String, String> more, String... command) {
    Map<String, String> variables = new java.util.HashMap<>(more);
    variables.putIfAbsent("PATH", outside.toString());
    Caller caller = new Caller(variables, house.work, true, Duration.ZERO, Progress.SILENT);
    return new ExecutionPlans(house.environments, house.languages)
        .exec(caller, "main", List.of(command));
  }

  private String refused(String... command) {
    return assertThrows(Refusal.class, () -> exec(Map.of(), command)).diagnostic().code();
  }

  @Test
  void a_command_of_the_environment_beats_one_on_the_path() {
    Execution.Plan plan = exec(Map.of(), "tool", "-v");
    assertEquals(bin.resolve("tool"), plan.executable());
    assertEquals(List.of(bin.resolve("tool").toString(), "-v"), plan.argv());
    assertEquals(house.work, plan.directory());
    assertEquals(generation.lease(), plan.lease());
  }

  @Test
  void a_command_from_elsewhere_keeps_the_name_it_was_called_by() {
    Execution.Plan plan = exec(Map.of(), "other");
    assertEquals(outside.resolve("other"), plan.executable());
    assertEquals(List.of("other"), plan.argv());
  }

  @Test
  void the_environment_stands_first_on_the_path_and_is_named() {
    Map<String, String> set = exec(Map.of("KEPT", "yes"), "tool").environment();
    assertEquals(bin + ":" + outside, set.get("PATH"));
    assertEquals("main", set.get("OMNIPKG_ENV"));
    assertEquals("yes", set.get("KEPT"));
  }

  @Test
  void a_language_sets_what_leads_to_the_environment_and_unsets_what_leads_elsewhere() {
    house.languages.put(
        new SmallLanguage() {
          @Override
          public Running running(Path root, Runtime runtime, Map<String, String> environment) {
            return new Running(
                Map.of("SMALL_HOME", root + " " + runtime.version() + environment.get("KEPT")),
                Set.of("SMALL_PATH"),
                List.of("oth[er]+"));
          }
        });
    Map<String, String> given = Map.of("SMALL_PATH", "/old", "SMALL_HOME", "/old", "KEPT", "!");
    Map<String, String> set = exec(given, "tool").environment();
    assertEquals(generation.root() + " 3.11.4!", set.get("SMALL_HOME"));
    assertFalse(set.containsKey("SMALL_PATH"));
    assertEquals("exec.not-found", refused("other"));
  }

  @Test
  void a_language_that_has_gone_does_not_keep_a_command_from_running() {
    house.languages.none();
    assertEquals(bin.resolve("tool"), exec(Map.of(), "tool").executable());
  }

  @Test
  void what_the_runtime_needs_is_set_unless_the_caller_set_it() {
    Runtime plain = house.runtimes.runtime;
    Runtime needy =
        new Runtime(
            "python",
            "cpython",
            "3.11.4",
            plain.executable(),
            home,
            "omnipkg",
            Map.of("environment.CERTS", "/ours", "environment.LOCALE", "/ours", "abi_tag", "x"));
    house.environments.add(
        "main", State.made(Instant.EPOCH, List.of()).runtimes(List.of(needy)).state());
    Map<String, String> set = exec(Map.of("LOCALE", "/mine"), "other").environment();
    assertEquals("/ours /mine", set.get("CERTS") + " " + set.get("LOCALE"));
    assertFalse(set.containsKey("abi_tag"));
  }

  @Test
  void a_path_is_found_from_the_callers_directory_and_not_on_the_path() throws Exception {
    Path local = command(house.work, "local");
    assertEquals(local, exec(Map.of(), "./local").executable());
    assertEquals("exec.not-found", refused("local"));
    assertEquals("exec.not-found", refused("./tool"));
  }

  @Test
  void a_folder_of_the_path_that_is_named_relatively_is_found_from_the_callers_directory()
      throws Exception {
    Path local = command(Files.createDirectories(house.work.resolve("scripts")), "local");
    assertEquals(local, exec(Map.of("PATH", "scripts:/usr/bin"), "local").executable());
  }

  @Test
  void a_command_nobody_has_is_not_found() {
    assertEquals("exec.not-found", refused("nothing-like-it"));
  }

  @Test
  void a_file_that_may_not_be_executed_and_a_folder_are_not_executable() throws Exception {
    Files.writeString(bin.resolve("data"), "");
    assertEquals("exec.not-executable", refused("data"));
    Files.createDirectories(house.work.resolve("folder"));
    assertEquals("exec.not-executable", refused("./folder"));
  }

  @Test
  void an_environment_whose_interpreter_has_gone_is_refused() throws Exception {
    Files.delete(house.runtimes.runtime.executable());
    assertEquals("runtime.gone", refused("tool"));
  }
}
