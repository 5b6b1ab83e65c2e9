package org.omnipkg.ecosystem.ruby.internal.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.ruby.internal.Rubies;
import org.omnipkg.ecosystem.ruby.internal.grammar.RubyGrammar;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.resolve.internal.house.HouseSolver;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.CannedDesk;

/**
 * The house's solver against bundler, on requirement sets over real gems and further versions of
 * them; {@code src/test/ruby/agreement.rb} asks bundler. The page of the reference is made of it.
 */
class AgreementTest {
  private static final String BUNDLER = "bundler-2.6.3.txt";
  private static final String PAGE = "docs/reference/solver-agreement-ruby.md";

  @TempDir Path scratch;

  /** What bundler cannot do is told after an exclamation mark. */
  private record Set(String words, String answer) {
    boolean refused() {
      return answer.startsWith("!");
    }
  }

  private static String text(String name) throws IOException {
    try (InputStream in = AgreementTest.class.getResourceAsStream("/agreement/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<Set> sets(String file) throws IOException {
    return text(file)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .map(parts -> new Set(parts[0], parts[1]))
        .toList();
  }

  private Desk desk() throws IOException {
    String base = "https://made.example/";
    CannedDesk desk =
        new CannedDesk(scratch)
            .source("made", base, Source.Form.INDEX)
            .document(base + "versions", "text/plain", "---\n");
    for (String page : text("index.txt").replaceFirst("#.*\n== ", "").split("(?m)^== ")) {
      int end = page.indexOf('\n');
      desk.document(base + "info/" + page.substring(0, end), "", "---\n" + page.substring(end + 1));
    }
    return desk;
  }

  private static Outcome solved(String words, MadeIndex facts, Desk desk) {
    List<Dependency> roots = new ArrayList<>();
    for (String one : words.split(";", -1)) {
      roots.add(new RubyGrammar().parse(one));
    }
    Problem problem =
        new Problem(
            "ruby",
            roots,
            List.of(),
            Rubies.ruby31(),
            Map.of(),
            false,
            Optional.empty(),
            Map.of(),
            Map.of());
    return new HouseSolver().solve(problem, facts, desk);
  }

  private static String pins(Outcome outcome) {
    return outcome
        .solved()
        .map(
            resolution ->
                String.join(
                    " ",
                    new TreeSet<>(
                        resolution.nodes().stream()
                            .map(node -> node.pin().name().name() + "@" + node.pin().version())
                            .toList())))
        .orElse("!");
  }

  private Map<Set, String> answers() throws IOException {
    Desk desk = desk();
    MadeIndex facts = new MadeIndex(desk);
    Map<Set, String> answers = new LinkedHashMap<>();
    for (Set set : sets(BUNDLER)) {
      answers.put(set, answer(set, facts, desk));
    }
    return answers;
  }

  private static String answer(Set set, MadeIndex facts, Desk desk) {
    try {
      return pins(solved(set.words(), facts, desk));
    } catch (Refusal refused) {
      return "!";
    }
  }

  /** Sets that differ, and why; the page tells it. */
  private static final Map<String, String> EXPLAINED =
      Map.of(
          "round-about",
          "two gems need one another: bundler has to install one before the other and refuses;"
              + " the solver has an answer, which `install` refuses in its turn ([gem.cycle](errors/gem.cycle.md))");

  private static boolean agree(Set set, String ours) {
    return set.refused() ? ours.equals("!") : ours.equals(set.answer());
  }

  @Test
  void the_house_chooses_what_bundler_chooses() throws IOException {
    Map<Set, String> answers = answers();
    assertTrue(answers.size() >= 100, answers.size() + " sets");
    List<String> differences = new ArrayList<>();
    answers.forEach(
        (set, ours) -> {
          if (!agree(set, ours) && !EXPLAINED.containsKey(set.words())) {
            differences.add(set.words() + "\n  bundler " + set.answer() + "\n  house   " + ours);
          }
        });
    assertEquals(List.of(), differences, String.join("\n", differences));
  }

  @Test
  void older_and_newer_bundlers_say_the_same() throws IOException {
    List<Set> newer = sets(BUNDLER);
    List<Set> older = sets("bundler-2.3.7.txt");
    for (int i = 0; i < newer.size(); i++) {
      Set one = newer.get(i);
      assertEquals(one.words(), older.get(i).words());
      assertEquals(one.refused(), older.get(i).refused(), one.words());
      assertTrue(one.refused() || one.answer().equals(older.get(i).answer()), one.words());
    }
  }

  @Test
  void the_page_of_the_reference_is_up_to_date() throws IOException {
    Path page = Path.of("../..").resolve(PAGE);
    String made = page(answers());
    if (System.getProperty("accept") != null) {
      Files.writeString(page, made);
    }
    assertEquals(made, Files.readString(page), "run this test with -Daccept");
  }

  private static String page(Map<Set, String> answers) {
    StringBuilder rows = new StringBuilder();
    int same = 0;
    for (Map.Entry<Set, String> answer : answers.entrySet()) {
      Set set = answer.getKey();
      boolean agree = agree(set, answer.getValue());
      same += agree ? 1 : 0;
      String bundler = set.refused() ? "none" : set.answer().split(" ").length + " gems";
      String verdict = agree ? "same" : EXPLAINED.getOrDefault(set.words(), "differs");
      rows.append("| `").append(set.words()).append("` | ").append(bundler).append(" | ");
      rows.append(verdict).append(" |\n");
    }
    return """
        # What the house's solver chooses, held against bundler
        %d of %d requirement sets (%.1f %%) come to the same gems in the same versions as with \
        bundler 2.6.3 (its own PubGrub), \
        and bundler 2.3.7 (Molinillo) says the same as that one in every set. `none` means that \
        bundler found no solution.

        The gems are real ones, rebuilt from the packages of a distribution, and further versions \
        of them that follow their real history by name, version and needs but carry nothing: \
        `src/test/ruby/gems.rb` and `made.txt` of the Ruby bundle make them, `agreement.rb` asks \
        bundler, `AgreementTest` solves the same sets by the same index for Ruby 3.1 on Linux \
        (x86_64) and makes this page. It does not say how the solvers compare on the whole of a \
        public registry.

        | requirements | bundler | the house |
        |---|---|---|
        %s"""
        .formatted(same, answers.size(), 100.0 * same / answers.size(), rows);
  }
}
