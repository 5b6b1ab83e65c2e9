package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Edits, deletions and modes inside an environment: neither the store nor another environment
 * changes, and the next change leaves an environment that works. As root here, and as a user with a
 * home of their own.
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
          "typing_extensions==4.15.0");

  /** Root writes where it likes: through a link to a folder that is the store. */
  private static final Set<String> ROOT_MAY =
      Set.of("append_linked", "append_shared", "sed_linked", "delete_linked", "data_linked");

  private static final String NOBODY = "65534";

  private final Shipped root = new Shipped();
  private final Shipped user = new Shipped();
  private final List<String> as =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--");

  @BeforeAll
  void furnish() throws Exception {
    assumeTrue(root.call(List.of("id", "-u")).out().strip().equals("0"));
    Path top = user.home().getParent();
    user.with("HOME", top.toString()).with("PATH", "/usr/local/bin:/usr/bin:/bin");
    root.call(List.of("chmod", "755", top.toString())).ok();
    root.call(List.of("chown", "-R", NOBODY + ":" + NOBODY, top.toString())).ok();
    for (String environment : List.of("other")) {
      install(root, List.of(), environment);
      install(user, as, environment);
    }
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
            house.home().resolve("store/py").toString(),
            environments.resolve("other").toString(),
            scenario));
    JsonNode report = new ObjectMapper().readTree(house.call(command).ok().out());
    assertEquals("[]", report.get("other").toString(), report.toString());
    return report;
  }

  private static void works(Shipped house, List<String> as, String scenario) throws Exception {
    omnipkg(house, as, "-e", scenario, "install", "idna").ok();
    String code = "import rich.console, six, zope.interface.ro, zope.event, idna";
    omnipkg(house, as, "-e", scenario, "exec", "python", "-c", code).ok();
    Shipped.Said status = omnipkg(house, as, "-e", scenario, "status", "--json").ok();
    JsonNode drift = new ObjectMapper().readTree(status.out()).required("drift");
    assertEquals("[]", drift.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "append_linked",
        "append_module",
        "append_shared",
        "append_after_chmod",
        "append_large",
        "sed_linked",
        "sed_module",
        "delete_linked",
        "delete_module",
        "delete_package",
        "chmod_open",
        "chmod_shut",
        "compile",
        "data_linked",
        "data_beside",
        "script"
      })
  void a_user_can_hurt_their_own_environment_only_and_the_next_change_mends_it(String scenario)
      throws Exception {
    JsonNode report = deed(user, as, scenario);
    assertEquals("[]", report.get("store").toString(), report.toString());
    works(user, as, scenario);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "append_module",
        "append_after_chmod",
        "append_large",
        "sed_module",
        "delete_module",
        "delete_package",
        "chmod_open",
        "chmod_shut",
        "compile",
        "data_beside",
        "script"
      })
  void root_too_where_no_link_to_a_folder_is_followed(String scenario) throws Exception {
    JsonNode report = deed(root, List.of(), scenario);
    assertEquals("[]", report.get("store").toString(), report.toString());
    works(root, List.of(), scenario);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"append_linked", "append_shared", "sed_linked", "delete_linked", "data_linked"})
  void root_too_where_environments_are_copies(String scenario) throws Exception {
    Shipped copies = root.beside("OMNIPKG_SHARING", "copies");
    JsonNode report = deed(copies, List.of(), scenario + "_copied", scenario);
    assertEquals("[]", report.get("store").toString(), report.toString());
    works(copies, List.of(), scenario + "_copied");
  }

  @Test
  void what_root_writes_through_a_link_is_named_and_mended_by_the_next_change() throws Exception {
    for (String scenario : ROOT_MAY) {
      deed(root, List.of(), scenario);
      Shipped.Said status = root.run("-e", scenario, "status").ok();
      assertTrue(status.out().contains("in the store were changed"), scenario + status.out());
      works(root, List.of(), scenario);
      Path tree = root.home().resolve("env/" + scenario + "/current/lib/python").toRealPath();
      try (java.util.stream.Stream<Path> strays = Files.walk(tree)) {
        assertTrue(strays.noneMatch(file -> file.endsWith("data.bin")), scenario);
      }
      String code = "import rich.console as c; assert '# edited' not in open(c.__file__).read()";
      root.run("-e", "other", "exec", "python", "-c", code).ok();
    }
  }
}
