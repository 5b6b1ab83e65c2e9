package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnipkg.tck.TinyWheel;

/**
 * Edits, deletions, modes, pip and uv inside an environment, by a user and by root. Where
 * environments are copies neither the store nor another environment changes, whatever is done;
 * where they are links, nothing a user does without opening a closed file first. The next change
 * leaves an environment that works.
 */
@Tag("live")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamageIT {
  private static final List<String> PACKAGES =
      List.of(
          "rich==13.9.4",
          "six==1.17.0",
          "zope.interface==7.2",
          "zope.event==5.0",
          "typing_extensions==4.15.0",
          "cffi==1.17.1");

  /** Where environments are links, root writes through them into the store, and is seen. */
  private static final Set<String> ROOT_MAY =
      Set.of("append_linked", "append_shared", "sed_linked", "delete_linked", "data_linked");

  private static final String NOBODY = "65534";

  private final Shipped root = new Shipped().with("OMNIPKG_SHARING", "copies");
  private final Shipped user = new Shipped().with("OMNIPKG_SHARING", "copies");
  private final List<String> as =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--");

  @BeforeAll
  void furnish() throws Exception {
    assumeTrue(root.call(List.of("id", "-u")).out().strip().equals("0"));
    Path top = user.home().getParent();
    user.with("HOME", top.toString()).with("PATH", "/usr/local/bin:/usr/bin:/bin");
    root.call(List.of("chmod", "755", top.toString())).ok();
    root.call(List.of("chown", "-R", NOBODY + ":" + NOBODY, top.toString())).ok();
    install(root, List.of(), "other");
    install(user, as, "other");
    for (Shipped house : List.of(root, user)) {
      Path wheels = Files.createDirectories(wheels(house));
      TinyWheel.of("six", "1.16.0").file("six.py", "__version__ = '1.16.0'\n").into(wheels);
    }
  }

  private static Path wheels(Shipped house) {
    return house.directory().resolve("wheels");
  }

  @AfterAll
  void close() {
    omnipkg(user, as, "daemon", "stop");
    user.close();
    root.close();
  }

  private static Shipped.Said omnipkg(Shipped house, List<String> as, String... words) {
    List<String> command = new ArrayList<>(as);
    command.add(Distribution.folder().resolve("bin/omnipkg").toString());
    command.addAll(List.of(words));
    return house.call(command);
  }

  private static void install(Shipped house, List<String> as, String environment) {
    List<String> words = new ArrayList<>(List.of("-e", environment, "install"));
    words.addAll(PACKAGES);
    if (environment.matches("(pip|uv)_.*")) {
      words.add(environment.replaceFirst("_.*", ""));
    }
    omnipkg(house, as, words.toArray(String[]::new)).ok();
  }

  /** The environment is changed by the deed, then by us; the report of the deed. */
  private JsonNode deed(Shipped house, List<String> as, String scenario) throws Exception {
    return deed(house, as, scenario, scenario);
  }

  private JsonNode deed(Shipped house, List<String> as, String environment, String scenario)
      throws Exception {
    install(house, as, environment);
    Path environments = house.home().resolve("env");
    String python =
        environments.resolve(environment).resolve("current").toRealPath() + "/bin/python";
    Path script = house.directory().resolve("edits.py");
    try (InputStream in = DamageIT.class.getResourceAsStream("/battery/edits.py")) {
      Files.copy(in, script, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    omnipkg(house, as, "-e", environment, "exec", "python", "-c", "import rich.console, six").ok();
    List<String> command = new ArrayList<>(as);
    command.addAll(
        List.of(
            "python3",
            script.toString(),
            python,
            house.home().resolve("store").toString(),
            environments.resolve("other").toString(),
            scenario,
            wheels(house).toString()));
    JsonNode report = new ObjectMapper().readTree(house.call(command).ok().out());
    assertEquals("[]", report.get("other").toString(), report.toString());
    return report;
  }

  private static void works(Shipped house, List<String> as, String scenario) throws Exception {
    omnipkg(house, as, "-e", scenario, "install", "idna").ok();
    String code = "import idna";
    if (!scenario.endsWith("uninstall")) {
      code = "import rich.console, six, zope.interface.ro, zope.event, idna, _cffi_backend";
    }
    omnipkg(house, as, "-e", scenario, "exec", "python", "-c", code).ok();
    Shipped.Said status = omnipkg(house, as, "-e", scenario, "status", "--json").ok();
    JsonNode drift = new ObjectMapper().readTree(status.out()).required("drift");
    assertEquals("[]", drift.toString());
  }

  /** What is done, and whether the file system lets a user do it (root may do all of it). */
  static List<Arguments> matrix() {
    List<Arguments> all = new ArrayList<>();
    for (String deed :
        List.of(
            "append_linked PermissionError",
            "append_module PermissionError",
            "append_shared PermissionError",
            "append_after_chmod done",
            "append_large done",
            "chmod_linked done",
            "chmod_shared done",
            "chmod_folder done",
            "chmod_metadata done",
            "chmod_library done",
            "chmod_by_shelf done",
            "chmod_below_links done",
            "remove_below_links done",
            "sed_linked done",
            "sed_module done",
            "delete_linked PermissionError",
            "delete_module done",
            "delete_package done",
            "chmod_open done",
            "chmod_shut done",
            "compile done",
            "data_linked PermissionError",
            "data_beside done",
            "script done",
            "pip_install done",
            "pip_uninstall done",
            "uv_install done",
            "uv_uninstall done")) {
      String[] words = deed.split(" ");
      all.add(Arguments.of(words[0], words[1]));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void a_user_can_hurt_their_own_environment_only_and_the_next_change_mends_it(
      String scenario, String done) throws Exception {
    JsonNode report = deed(user, as, scenario);
    assertEquals(done, report.get("done").asText(), report.toString());
    assertEquals("[]", report.get("store").toString(), report.toString());
    works(user, as, scenario);
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void so_can_root(String scenario, String done) throws Exception {
    JsonNode report = deed(root, List.of(), scenario);
    assertEquals("done", report.get("done").asText(), report.toString());
    assertEquals("[]", report.get("store").toString(), report.toString());
    works(root, List.of(), scenario);
  }

  /** What needs no {@code chmod} of a file that a link leads to. */
  static List<Arguments> unopened() {
    return matrix().stream()
        .filter(
            deed ->
                !String.valueOf(deed.get()[0])
                    .matches("append_after_chmod|append_large|chmod_.*|remove_below_links"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("unopened")
  void where_environments_are_links_a_user_reaches_the_store_by_opening_it_only(
      String scenario, String done) throws Exception {
    Shipped links = user.beside("OMNIPKG_SHARING", "links");
    JsonNode report = deed(links, as, scenario + "_by_link", scenario);
    assertEquals(done, report.get("done").asText(), report.toString());
    assertEquals("[]", report.get("store").toString(), report.toString());
    works(links, as, scenario + "_by_link");
  }

  @Test
  void where_environments_are_links_what_root_writes_is_named_and_mended_by_the_next_change()
      throws Exception {
    Shipped links = root.beside("OMNIPKG_SHARING", "links");
    install(links, List.of(), "linked");
    for (String scenario : ROOT_MAY) {
      JsonNode report = deed(links, List.of(), scenario + "_by_link", scenario);
      assertNotEquals("[]", report.get("store").toString(), report.toString());
      Shipped.Said status = links.run("-e", scenario + "_by_link", "status").ok();
      assertTrue(status.out().contains("in the store were changed"), scenario + status.out());
      works(links, List.of(), scenario + "_by_link");
      Path tree = links.home().resolve("env/linked/current/lib/python").toRealPath();
      try (java.util.stream.Stream<Path> strays = Files.walk(tree)) {
        assertTrue(strays.noneMatch(file -> file.endsWith("data.bin")), scenario);
      }
      String code = "import rich.console as c; assert '# edited' not in open(c.__file__).read()";
      links.run("-e", "linked", "exec", "python", "-c", code).ok();
    }
  }
}
