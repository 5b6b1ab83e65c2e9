package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.omnipkg.tck.TinyWheel;

/**
 * The process that does the work is killed (SIGKILL) at random moments of every verb that changes
 * something. After each the old state or the new one is there, whole, and the next command needs no
 * repair. The new state is known from a twin environment in which the same verb ran undisturbed.
 */
@Tag("live")
class CrashIT {
  private static final int ROUNDS = Integer.getInteger("omnipkg.crash.rounds", 50);
  private static final long SEED = Long.getLong("omnipkg.crash.seed", System.nanoTime());
  private static final int FILES = 150;
  private static final String SOLVER = "org.omnipkg.solver.uv";

  private static Shipped omnipkg;
  private static Path wheels;
  private final Random random = new Random(SEED);
  private final Strike strike = new Strike(omnipkg, random);

  @BeforeAll
  static void open() {
    omnipkg = new Shipped();
    wheels = omnipkg.directory().resolve("wheels");
    omnipkg.with("OMNIPKG_FIND_LINKS", wheels.toString());
    for (String version : List.of("1.0", "2.0", "3.0")) {
      TinyWheel.of("omnipkg-crash-base", version).into(wheels);
      TinyWheel app =
          TinyWheel.of("omnipkg-crash", version).needs("omnipkg-crash-base==" + version);
      for (int file = 0; file < FILES; file++) {
        app.file("omnipkg_crash/part" + file + ".py", "VALUE = " + file + "  # " + version + "\n");
      }
      app.into(wheels);
    }
  }

  @AfterAll
  static void close() {
    omnipkg.close();
  }

  @Test
  void killed_at_any_moment_it_leaves_the_old_state_or_the_new_one() throws Exception {
    Path locks = Files.createDirectories(omnipkg.directory().resolve("locks"));
    for (String version : List.of("1.0", "2.0")) {
      run("lock" + version, "install", "omnipkg-crash==" + version);
      run("lock" + version, "export", locks.resolve(version + ".lock").toString());
    }
    run("main", "install", "omnipkg-crash==1.0");
    List<Verb> verbs =
        List.of(
            new Verb("install", "omnipkg-crash==1.0"),
            new Verb("install", "omnipkg-crash==2.0"),
            new Verb("install", "omnipkg-crash==3.0", "omnipkg-crash==1.0"),
            new Verb("swap", "omnipkg-crash==1.0"),
            new Verb("swap", "omnipkg-crash==2.0"),
            new Verb("uninstall", "omnipkg-crash==3.0"),
            new Verb("revert"),
            new Verb("sync", locks.resolve("1.0.lock").toString()),
            new Verb("sync", locks.resolve("2.0.lock").toString()),
            new Verb("store", "gc"),
            new Verb("plugin", "update", solver("8.0.0")),
            new Verb("plugin", "update", solver("9.0.0")));
    TreeMap<String, Integer> told = new TreeMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      Verb verb = verbs.get(random.nextInt(verbs.size()));
      String what = "round " + round + ", seed " + SEED + ": " + verb;
      told.merge(verb.words.get(0) + " " + round(verb, round, what), 1, Integer::sum);
    }
    System.err.println("killed " + ROUNDS + " times, seed " + SEED + ": " + told);
    Shipped.Said verified = omnipkg.run("store", "verify");
    assertEquals(0, verified.exit(), verified.out() + verified.err());
  }

  /** One kill; says whether the old or the new state was found. */
  private String round(Verb verb, int round, String what) throws Exception {
    if (verb.words.get(0).equals("plugin")) {
      return plugin(verb, what);
    }
    String old = lock("main");
    Path file = omnipkg.directory().resolve("old.lock");
    Files.writeString(file, old);
    String twin = "twin" + round;
    run(twin, "sync", file.toString());
    if (verb.words.get(0).equals("revert")) {
      // A twin has no past of its own: what it would go back to is read from the real history.
      return revert(old, what);
    }
    long begin = System.nanoTime();
    boolean done = run(twin, verb.argv()).exit() == 0;
    long took = System.nanoTime() - begin;
    String fresh = lock(twin);
    if (!done) {
      assertEquals(old, fresh, what + ": refused, but changed");
    }
    omnipkg.run("env", "remove", twin).ok();
    strike.at("main", verb.argv(), (long) (took * 1.3 * random.nextDouble()));
    return judged(List.of(old, fresh), old, what);
  }

  private String revert(String old, String what) throws Exception {
    JsonNode history =
        new ObjectMapper().readTree(omnipkg.run("-e", "main", "history", "--json").ok().out());
    int generations = history.get("generations").size();
    if (generations < 2) {
      return "old";
    }
    strike.at("main", new String[] {"revert"}, (long) (random.nextDouble() * 400_000_000L));
    String now = lock("main");
    if (!now.equals(old)) {
      // Going back once more is the way to see that it was the state before.
      run("main", "revert");
      assertEquals(old, lock("main"), what);
      return "new";
    }
    return judged(List.of(old), old, what);
  }

  /**
   * Another version of the shipped resolver: the one before or the new one serves, and resolves.
   */
  private String plugin(Verb verb, String what) throws Exception {
    String old = resolver();
    strike.at("main", verb.argv(), (long) (random.nextDouble() * 300_000_000L));
    String now = resolver();
    String wanted = verb.words.get(2).replaceAll(".*-([0-9.]+)[.]jar", "$1");
    assertTrue(now.equals(wanted) || now.equals(old), what + ": " + now + ", before " + old);
    run("resolved", "install", "omnipkg-crash==" + (1 + random.nextInt(3)) + ".0");
    omnipkg.run("env", "remove", "resolved").ok();
    return judged(List.of(lock("main")), now.equals(wanted) ? "" : lock("main"), what);
  }

  private static String resolver() throws Exception {
    JsonNode plugins =
        new ObjectMapper().readTree(omnipkg.run("plugin", "list", "--json").ok().out());
    for (JsonNode plugin : plugins.get("plugins")) {
      if (plugin.get("name").asText().equals(SOLVER)
          && plugin.get("state").asText().equals("active")) {
        return plugin.get("version").asText();
      }
    }
    throw new AssertionError("nothing of " + SOLVER + " is active: " + plugins);
  }

  private static String solver(String version) throws Exception {
    Path shipped =
        Distribution.bundles().stream()
            .filter(jar -> jar.getFileName().toString().startsWith(SOLVER))
            .findFirst()
            .orElseThrow();
    Path jar = omnipkg.directory().resolve("solver-" + version + ".jar");
    return Manifested.copy(shipped, jar, Map.of("Bundle-Version", version)).toString();
  }

  private String judged(List<String> allowed, String old, String what) throws Exception {
    String now = lock("main");
    assertTrue(allowed.contains(now), () -> what + "\nfound neither old nor new:\n" + now);
    JsonNode list =
        new ObjectMapper().readTree(omnipkg.run("-e", "main", "list", "--json").ok().out());
    String active = "";
    for (JsonNode one : list.get("packages")) {
      if (one.get("name").asText().equals("omnipkg-crash") && one.get("active").asBoolean()) {
        active = one.get("version").asText();
      }
    }
    if (!active.isEmpty()) {
      Shipped.Said ran =
          omnipkg.run(
              "-e",
              "main",
              "exec",
              "python",
              "-c",
              "import omnipkg_crash as app, omnipkg_crash_base as library, importlib\n"
                  + "[importlib.import_module('omnipkg_crash.part%d' % i) for i in range("
                  + FILES
                  + ")]\n"
                  + "print(app.__version__, library.__version__)");
      assertEquals(active + " " + active, ran.ok().out().strip(), what);
    } else {
      run("main", "install", "omnipkg-crash==1.0");
    }
    return now.equals(old) ? "old" : "new";
  }

  private static Shipped.Said run(String environment, String... verb) {
    List<String> argv = new ArrayList<>(List.of("-e", environment));
    argv.addAll(List.of(verb));
    Shipped.Said said = omnipkg.run(argv.toArray(String[]::new));
    if (said.exit() != 0 && !said.err().contains("not-installed")) {
      throw new AssertionError(argv + "\n" + said.out() + said.err());
    }
    return said;
  }

  private static String lock(String environment) {
    return omnipkg.run("-e", environment, "export", "-").ok().out();
  }

  /** A command that changes something. */
  private record Verb(List<String> words) {
    Verb(String... words) {
      this(List.of(words));
    }

    String[] argv() {
      List<String> argv = new ArrayList<>(words);
      if (Set.of("install", "swap", "sync").contains(words.get(0))) {
        argv.addAll(List.of("--find-links", wheels.toString()));
      }
      return argv.toArray(String[]::new);
    }

    @Override
    public String toString() {
      return String.join(" ", words);
    }
  }
}
