package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The add-ons of docs/examples with the real registries and this machine's Rust, Java and Node. */
@Tag("live")
class ExamplesLiveIT {
  private static Shipped omnipkg;

  @BeforeAll
  static void open() throws Exception {
    omnipkg = new Shipped().with("OMNIPKG_PLUGIN_SECONDS", "300");
    omnipkg.run("daemon", "start").ok();
    for (String name : new String[] {"cargo", "maven"}) {
      AddOn addOn = AddOn.example(omnipkg, name);
      addOn.maven("-q", "package", "-DskipTests").ok();
      omnipkg.run("plugin", "install", addOn.jar().toString()).ok();
    }
  }

  @AfterAll
  static void close() {
    omnipkg.close();
  }

  private static String out(String environment, String... command) {
    String[] argv = new String[command.length + 3];
    argv[0] = "-e";
    argv[1] = environment;
    argv[2] = "exec";
    System.arraycopy(command, 0, argv, 3, command.length);
    return omnipkg.run(argv).ok().out().strip();
  }

  @Test
  void a_crate_an_artifact_and_a_package_of_npm_come_in_one_transaction() {
    omnipkg.file(
        "Joined.java",
        "import com.google.common.base.Joiner;",
        "class Joined {",
        "  public static void main(String[] words) {",
        "    System.out.println(Joiner.on('-').join(words));",
        "  }",
        "}");
    Shipped.Said installed =
        omnipkg
            .run(
                "-e",
                "all",
                "install",
                "cargo:hexyl@=0.8.0",
                "maven:com.google.guava:guava@33.0.0-jre",
                "npm:react@18.2.0")
            .ok();
    assertTrue(installed.err().contains("Building hexyl 0.8.0"), installed.err());
    assertTrue(out("all", "hexyl", "--version").startsWith("hexyl 0.8.0"));
    assertEquals("a-b", out("all", "java", "Joined.java", "a", "b"));
    assertEquals("18.2.0", out("all", "node", "-p", "require('react').version"));
    omnipkg.run("-e", "all", "export", "all.lock").ok();
    omnipkg.run("--offline", "-e", "twin", "sync", "all.lock").ok();
    assertTrue(out("twin", "hexyl", "--version").startsWith("hexyl 0.8.0"));
    assertEquals("a-b", out("twin", "java", "Joined.java", "a", "b"));
  }

  @Test
  void a_bill_of_materials_and_parents_give_what_maven_gives() {
    omnipkg
        .run("-e", "web", "install", "maven:org.springframework.boot:spring-boot-starter-web@3.2.5")
        .ok();
    String list = omnipkg.run("-e", "web", "list").ok().out();
    for (String line :
        new String[] {
          "ch.qos.logback:logback-classic +1[.]4[.]14 ",
          "com.fasterxml.jackson.core:jackson-databind +2[.]15[.]4 ",
          "org.apache.tomcat.embed:tomcat-embed-core +10[.]1[.]20 ",
          "org.yaml:snakeyaml +2[.]2 "
        }) {
      assertTrue(list.lines().anyMatch(one -> one.matches(line + ".*")), line + "\n" + list);
    }
    assertEquals(34 + 1, list.lines().count(), list);
  }

  @Test
  void a_main_class_of_a_jar_is_run_by_java() {
    omnipkg.run("-e", "h2", "install", "maven:com.h2database:h2@2.2.224").ok();
    String said =
        out("h2", "java", "org.h2.tools.Shell", "-url", "jdbc:h2:mem:", "-sql", "select 6*7");
    assertTrue(said.contains("42"), said);
  }
}
