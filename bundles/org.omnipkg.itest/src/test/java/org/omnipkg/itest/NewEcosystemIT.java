package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The template for languages from elsewhere, and the tutorial that fills it in. */
class NewEcosystemIT {
  private static final Path TEMPLATE = Distribution.root().resolve("cnf/templates/new-ecosystem");
  private static final Path TUTORIAL =
      Distribution.root().resolve("docs/tutorial/first-ecosystem.md");

  private Shipped omnipkg;

  @BeforeEach
  void open() {
    omnipkg = new Shipped();
  }

  @AfterEach
  void close() {
    omnipkg.close();
  }

  @Test
  void it_builds_at_once_and_its_contracts_say_what_is_missing() throws Exception {
    AddOn lua = AddOn.write(omnipkg, "lua", "lua");
    lua.maven("-q", "package", "-DskipTests").ok();
    Shipped.Said added = omnipkg.run("plugin", "install", lua.jar().toString()).ok();
    assertTrue(added.err().contains("language lua, runtime source of lua"), added.err());

    Shipped.Said said = lua.maven("-q", "verify");
    assertEquals(1, said.exit(), said.out());
    assertFalse(said.out().contains("COMPILATION ERROR"), said.out());
    assertEquals(promised(), sentences(said.out()));
  }

  /** What the tutorial shows, for another language. */
  private static Set<String> promised() throws Exception {
    String tutorial = Files.readString(TUTORIAL);
    return sentences(tutorial.replace("Bash", "Lua").replace("`bash`", "`lua`"));
  }

  private static Set<String> sentences(String text) {
    Set<String> sentences = new TreeSet<>();
    Matcher sentence = Pattern.compile("write Lua\\w+\\.\\w+: [^\\n]*").matcher(text);
    while (sentence.find()) {
      sentences.add(sentence.group().strip());
    }
    return sentences;
  }

  @Test
  void followed_word_for_word_the_tutorial_ends_with_a_package_of_a_new_language()
      throws Exception {
    omnipkg.run("daemon", "start").ok();
    String daemon = omnipkg.run("daemon", "status", "--json").ok().out();
    AddOn bash = AddOn.write(omnipkg, "bash", "omnipkg-bash");
    bash.follow(TUTORIAL);
    Shipped.Said said = bash.maven("-q", "verify");
    assertEquals(0, said.exit(), said.out());

    omnipkg.run("plugin", "install", bash.jar().toString()).ok();
    omnipkg.with("BASH_PACKAGES", omnipkg.directory().resolve("packages").toString());
    omnipkg.run("-e", "hello", "install", "bash:greet").ok();
    assertTrue(greeting().contains("Good day, Ada!"), greeting());
    omnipkg.run("-e", "hello", "install", "bash:greet==1.0").ok();
    assertTrue(greeting().contains("Hello, Ada!"), greeting());
    String why = omnipkg.run("plugin", "why", "org.example.bash").ok().out();
    assertTrue(why.contains("omnipkg.ecosystem=bash"), why);
    assertTrue(why.contains("environment hello: 2 packages of bash"), why);
    String status = omnipkg.run("-e", "hello", "status").ok().out();
    assertFalse(status.contains("problem"), status);
    assertEquals(pid(daemon), pid(omnipkg.run("daemon", "status", "--json").ok().out()));
  }

  private String greeting() {
    return omnipkg.run("-e", "hello", "exec", "greet", "Ada").ok().out();
  }

  private static String pid(String status) {
    Matcher pid = Pattern.compile("\"pid\": *\\d+").matcher(status);
    assertTrue(pid.find(), status);
    return pid.group();
  }

  @Test
  void an_id_that_cannot_be_is_refused_in_a_sentence() {
    for (String id : List.of("Lua", "two words", "../lua", "9lives", "class", "python")) {
      Shipped.Said said = omnipkg.call(List.of(TEMPLATE.toString(), "--no-install", id));
      assertTrue(said.exit() != 0 && said.err().startsWith("error: `" + id), said.err());
    }
    omnipkg.file("taken", "something");
    Shipped.Said said = omnipkg.call(List.of(TEMPLATE.toString(), "--no-install", "lua", "."));
    assertTrue(said.err().contains("is there and not empty"), said.err());
  }
}
