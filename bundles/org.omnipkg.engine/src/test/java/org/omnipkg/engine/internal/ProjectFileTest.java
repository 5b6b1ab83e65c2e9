package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Caller;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Refusal;

class ProjectFileTest {
  @TempDir private Path home;
  private SmallHouse house;

  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
  }

  private void project(String text) throws Exception {
    Files.writeString(house.work.resolve("omnipkg.toml"), text);
  }

  /** Asks from a folder below the project's. */
  private Caller below() throws Exception {
    Caller caller = house.caller(false);
    return new Caller(
        caller.environment(),
        Files.createDirectories(house.work.resolve("src/deep")),
        caller.offline(),
        caller.patience(),
        caller.progress());
  }

  private Diagnostic refused() throws Exception {
    Caller caller = below();
    return assertThrows(Refusal.class, () -> house.install.run(caller, SmallHouse.request()))
        .diagnostic();
  }

  @Test
  void an_install_without_words_installs_what_the_project_needs() throws Exception {
    project("requirements = [\"flask>=1\", \"rich==1\", \"rich==2\"]\n");
    house.install.run(below(), SmallHouse.request());
    assertEquals("flask 9, rich 2", house.contents());
    assertEquals("rich 1", house.kept());
    assertEquals(List.of("python:flask>=1", "python:rich==2"), house.roots());
    assertFalse(house.install.run(below(), SmallHouse.request()).changed());
  }

  @Test
  void words_on_the_command_line_leave_the_projects_alone() throws Exception {
    project("requirements = [\"flask\"]\n");
    house.install.run(below(), SmallHouse.request("rich"));
    assertEquals("rich 9", house.contents());
  }

  @Test
  void without_words_and_requirements_there_is_nothing_to_install() throws Exception {
    assertEquals("usage.missing-argument", refused().code());
    project("environment = \"main\"\n");
    assertEquals("usage.missing-argument", refused().code());
  }

  @Test
  void an_explanation_names_the_file() throws Exception {
    project("requirements = [\"flask\"]\n");
    house.languages.solvers.put(
        "small", (p, f, d) -> Outcome.unsolvable(Derivation.leaf("it cannot be", "")));
    assertEquals(List.of("omnipkg.toml"), refused().details());
  }

  @Test
  void a_relative_place_starts_in_the_projects_folder() throws Exception {
    project("requirements = [\"./wheels/own-1-py3-none-any.whl\"]\n");
    house.languages.solvers.put(
        "small",
        (p, f, d) ->
            Outcome.unsolvable(
                Derivation.leaf(p.roots().get(0).direct().orElseThrow().getPath(), "")));
    assertEquals(
        house.work.resolve("wheels/own-1-py3-none-any.whl").toString(), refused().message());
  }

  @Test
  void an_unknown_key_is_refused_naming_it_and_the_file() throws Exception {
    project("requirments = [\"flask\"]\n");
    Diagnostic why = refused();
    assertEquals("config.unknown-key", why.code());
    assertTrue(why.message().contains("`requirments`") && why.message().contains("omnipkg.toml"));
    assertTrue(why.hint().contains("requirements"));
  }

  @Test
  void a_value_of_another_kind_is_refused_naming_key_and_file() throws Exception {
    for (String text :
        List.of("requirements = \"flask\"", "requirements = [7]", "requirements = [\" \"]")) {
      project(text + "\n");
      Diagnostic why = refused();
      assertEquals("config.bad-value", why.code());
      assertTrue(why.message().contains("`requirements` (omnipkg.toml)"), why.message());
    }
    project("python = 3.10\n");
    assertTrue(refused().message().contains("`python` (omnipkg.toml)"));
  }
}
