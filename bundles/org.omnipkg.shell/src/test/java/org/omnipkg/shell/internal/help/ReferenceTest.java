package org.omnipkg.shell.internal.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.omnipkg.shell.internal.Transcript;
import org.omnipkg.shell.internal.verb.Omnipkg;
import picocli.CommandLine;

class ReferenceTest {
  private static final Path PAGE = Path.of("../../docs/reference/cli.md");

  @Test
  void the_reference_page_is_what_the_command_model_says() throws IOException {
    String made = Reference.of(Omnipkg.model(), Omnipkg.SECTIONS);
    if (Transcript.accepting()) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, made);
    }
    assertEquals(made, Files.readString(PAGE), "-Daccept writes " + PAGE);
  }

  @Test
  void every_verb_stands_in_one_section_of_the_help() {
    List<String> sections = Omnipkg.verbs();
    assertEquals(new TreeSet<>(Omnipkg.model().getSubcommands().keySet()), new TreeSet<>(sections));
    assertEquals(sections.size(), new TreeSet<>(sections).size());
  }

  @Test
  void every_verb_is_described_and_shown_by_an_example_that_parses() {
    check(Omnipkg.model());
  }

  private static void check(CommandLine line) {
    String name = line.getCommandSpec().qualifiedName();
    assertTrue(!Terms.description(line.getCommandSpec()).isEmpty(), name);
    assertTrue(!Terms.examples(line.getCommandSpec()).isEmpty(), name);
    for (String example : Terms.examples(line.getCommandSpec())) {
      String words = example.replaceAll(" [<>|] .*", "").replaceAll("'[^']*'", "quoted");
      assertTrue(words.startsWith("omnipkg "), example);
      Omnipkg.model().parseArgs(words.substring("omnipkg ".length()).split(" "));
    }
    line.getSubcommands().values().forEach(ReferenceTest::check);
  }
}
