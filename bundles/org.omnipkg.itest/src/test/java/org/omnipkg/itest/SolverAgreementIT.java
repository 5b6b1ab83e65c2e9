package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.omnipkg.itest.agreement.AgreementPage;
import org.omnipkg.itest.agreement.Places;
import org.omnipkg.itest.agreement.RequirementSet;

/** Our own solver and uv, asked for the same on the real index. Nothing is installed for it. */
@Tag("live")
class SolverAgreementIT {
  private static final double WANTED = 0.98;

  /**
   * Variable: sets to compare again, as a regular expression; the page keeps what it says of the
   * others.
   */
  private static final String AGAIN = "OMNIPKG_AGREE_AGAIN";

  /** How uv says that a name cannot be had without a build. */
  private static final Pattern SOURCE_ONLY = Pattern.compile("Wheels are required for `([^`]+)`");

  /** The version of what is asked for by its place. */
  private static final String THERE = "there";

  private static final Path PAGE = Path.of("docs/reference/solver-agreement.md");

  private static Shipped omnipkg;
  private static String uv;
  private static Places places;

  @BeforeAll
  static void open() {
    omnipkg = new Shipped();
    omnipkg.run("-e", "tools", "install", "--python", "3.12", "uv").ok();
    uv = python("tools", "import uv; print(uv.find_uv_bin())");
    places = new Places(omnipkg.directory(), uv, words -> omnipkg.call(words).ok().out());
  }

  @AfterAll
  static void close() {
    omnipkg.close();
  }

  private static String python(String environment, String code) {
    return omnipkg.run("-e", environment, "exec", "python", "-c", code).ok().out().strip();
  }

  @Test
  void a_short_list_is_solved_as_uv_does() throws IOException {
    List<RequirementSet> sets = RequirementSet.all().stream().filter(set -> !set.wide()).toList();
    AgreementPage page = new AgreementPage();
    compare(sets, page);
    assertTrue(page.differences().isEmpty(), page.differences().toString());
  }

  @Test
  @Tag("full")
  void the_long_list_is_solved_as_uv_does_but_for_few_that_are_explained() throws IOException {
    Path root = Path.of(System.getProperty("omnipkg.test.root"));
    String again = System.getenv().getOrDefault(AGAIN, "");
    List<RequirementSet> all = RequirementSet.all();
    AgreementPage page = new AgreementPage();
    if (!again.isEmpty()) {
      page.keep(Files.readString(root.resolve(PAGE)), name -> !name.matches(again));
      all = all.stream().filter(set -> set.name().matches(again)).toList();
    }
    compare(all, page);
    Map<String, String> explained = explained();
    String version = omnipkg.call(List.of(uv, "--version")).out().strip();
    Files.writeString(
        root.resolve(PAGE),
        page.text(explained, version.replaceFirst(" \\(.*", ""), LocalDate.now().toString()));
    Set<String> unexplained = new TreeSet<>(page.differences().keySet());
    unexplained.removeAll(explained.keySet());
    assertTrue(unexplained.isEmpty(), "nobody looked into " + unexplained);
    assertTrue(page.share() >= WANTED, page.share() + ": " + page.differences());
  }

  private static Map<String, String> explained() throws IOException {
    Map<String, String> explained = new LinkedHashMap<>();
    Path file =
        Path.of(System.getProperty("omnipkg.test.root"))
            .resolve("bundles/org.omnipkg.itest/src/test/resources/agreement/differences.txt");
    for (String line : Files.readAllLines(file)) {
      int colon = line.indexOf(": ");
      if (!line.startsWith("#") && colon > 0) {
        explained.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return explained;
  }

  private static void compare(List<RequirementSet> sets, AgreementPage page) throws IOException {
    Map<String, String> interpreters = new TreeMap<>();
    for (RequirementSet set : sets) {
      for (String python : set.pythons()) {
        String interpreter = interpreters.computeIfAbsent(python, SolverAgreementIT::interpreter);
        compare(set, python, interpreter, page);
      }
    }
  }

  private static void compare(
      RequirementSet set, String python, String interpreter, AgreementPage page)
      throws IOException {
    Set<String> built = new TreeSet<>();
    List<String> different;
    int packages = 0;
    try {
      Optional<Map<String, String>> ours = byHouse(set, python);
      packages = ours.map(Map::size).orElse(0);
      different = different(byUv(set, interpreter, built), ours);
    } catch (AssertionError broken) {
      // one that breaks is a difference; the others are compared all the same
      different = List.of(String.valueOf(broken.getMessage()).lines().findFirst().orElse("broken"));
      System.out.println(broken.getMessage());
    }
    System.out.println(set.name() + " " + python + ": " + different + " built " + built);
    page.compared(set, python, packages, built, different);
  }

  private static String interpreter(String python) {
    omnipkg.run("-e", "py" + python, "install", "--python", python, "six").ok();
    return python(
        "py" + python,
        "import sys; print(sys.base_prefix + '/bin/python%d.%d' % sys.version_info[:2])");
  }

  private static List<String> different(
      Optional<Map<String, String>> theirs, Optional<Map<String, String>> ours) {
    if (theirs.isPresent() != ours.isPresent()) {
      return List.of(theirs.isPresent() ? "only uv finds a solution" : "uv finds no solution");
    }
    List<String> different = new ArrayList<>();
    Set<String> names = new TreeSet<>(theirs.map(Map::keySet).orElse(Set.of()));
    names.addAll(ours.map(Map::keySet).orElse(Set.of()));
    for (String name : names) {
      String one = theirs.orElseThrow().getOrDefault(name, "none");
      String other = ours.orElseThrow().getOrDefault(name, "none");
      if (!one.equals(other)) {
        different.add(name + ": uv " + one + ", ours " + other);
      }
    }
    return different;
  }

  private static Path constraints(RequirementSet set) throws IOException {
    return Files.write(omnipkg.directory().resolve("constraints.txt"), set.constraints());
  }

  private static Path overrides(RequirementSet set) throws IOException {
    return Files.write(omnipkg.directory().resolve("overrides.txt"), set.overrides());
  }

  private static List<String> requirements(RequirementSet set) {
    return set.requirements().stream().map(places::filled).toList();
  }

  /**
   * What uv finds over wheels.
   *
   * @param built names it had to be allowed to build from source, one by one
   */
  private static Optional<Map<String, String>> byUv(
      RequirementSet set, String interpreter, Set<String> built) throws IOException {
    Shipped.Said said = uv(set, interpreter, built);
    while (said.exit() != 0) {
      Matcher needed = SOURCE_ONLY.matcher(said.err());
      if (!needed.find() || !built.add(needed.group(1))) {
        break;
      }
      said = uv(set, interpreter, built);
    }
    if (said.exit() != 0) {
      assertTrue(!built.isEmpty() || said.err().contains("No solution found"), said.err());
      return Optional.empty();
    }
    Map<String, String> pins = new TreeMap<>();
    for (String line : said.out().lines().toList()) {
      String[] halves = line.split("==| @ ", 2);
      if (line.contains(" @ ")) {
        pins.put(halves[0].replaceFirst("\\[.*", ""), THERE);
      } else if (halves.length == 2) {
        pins.put(halves[0].replaceFirst("\\[.*", ""), halves[1].strip().split(" ")[0]);
      }
    }
    return Optional.of(pins);
  }

  private static Shipped.Said uv(RequirementSet set, String interpreter, Set<String> built)
      throws IOException {
    Path in = Files.write(omnipkg.directory().resolve("in.txt"), requirements(set));
    List<String> command =
        new ArrayList<>(
            List.of(
                uv,
                "pip",
                "compile",
                in.toString(),
                "--no-config",
                "--quiet",
                "--no-header",
                "--no-annotate",
                "--cache-dir",
                omnipkg.home().resolveSibling("uv-cache").toString(),
                "--python",
                interpreter,
                "--constraint",
                constraints(set).toString(),
                "--override",
                overrides(set).toString(),
                "--only-binary",
                ":all:"));
    built.forEach(name -> command.addAll(List.of("--no-binary", name)));
    return omnipkg.call(command);
  }

  private static Optional<Map<String, String>> byHouse(RequirementSet set, String python)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("-e", "agree-" + python, "install"));
    words.addAll(List.of("--resolver", "house", "--python", python, "--dry-run", "--json"));
    if (!set.constraints().isEmpty()) {
      Path file = omnipkg.directory().resolve("constrained.txt");
      Files.writeString(file, "-c " + constraints(set) + "\n");
      words.addAll(List.of("-r", file.toString()));
    }
    if (!set.overrides().isEmpty()) {
      words.addAll(List.of("--override", overrides(set).toString()));
    }
    words.addAll(requirements(set));
    Shipped.Said said = omnipkg.run(words.toArray(String[]::new));
    JsonNode answer = new ObjectMapper().readTree(said.out());
    if (said.exit() != 0) {
      String code = answer.path("error").path("code").asText();
      assertTrue(
          code.matches("(resolve|build)\\..*"), code + " " + answer.path("error").path("message"));
      return Optional.empty();
    }
    Map<String, String> pins = new TreeMap<>();
    answer
        .path("changes")
        .forEach(c -> pins.put(c.path("name").asText(), c.path("after").asText()));
    for (String requirement : set.requirements()) {
      if (requirement.contains(" @ ")) {
        pins.replace(requirement.replaceFirst("(\\[.*?\\])? @ .*", ""), THERE);
      }
    }
    return Optional.of(pins);
  }
}
