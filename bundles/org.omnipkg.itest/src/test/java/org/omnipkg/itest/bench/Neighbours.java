package org.omnipkg.itest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.omnipkg.itest.BadNeighbour;
import org.omnipkg.itest.agreement.RequirementSet;

/**
 * What Python's commands take while an added language misbehaves in the same daemon, held against a
 * daemon without it. Both are started anew for each misdeed, have practised and answered the same
 * before the first round; in each round both are timed, each first in turn, and the misdeed is
 * under way while the second daemon is.
 */
record Neighbours(Workshop shop, int rounds) implements Contest {
  private static final String PLAIN = "plain";
  private static final int WARM = 15;

  /** Of so many times in a row the least counts: what else the machine does is not asked about. */
  private static final int TURNS = 10;

  private static final long BEGINNING_MILLIS = 300;

  /** A daemon practises some seconds after its first answer. */
  private static final long PRACTICE_MILLIS = 15_000;

  /** Misdeeds by what is said of them, and the command that commits them. */
  private static final Map<String, List<String>> MISDEEDS = misdeeds();

  private static Map<String, List<String>> misdeeds() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    all.put("one that does nothing", List.of());
    all.put("one that loops", List.of("install", "plain:counts"));
    all.put("one that waits for ever", List.of("install", "plain:locks"));
    all.put("one that keeps 100 threads", List.of("install", "plain:leaks"));
    all.put("one that throws", List.of("install", "plain:throws"));
    all.put("one that ends the process", List.of("install", "plain:exits"));
    all.put("one that floods the memory", List.of("install", "plain:floods"));
    all.put("one that hangs in its start", List.of("plugin", "install", "constructing-1.0.0.jar"));
    return all;
  }

  @Override
  public String key() {
    return "neighbour";
  }

  @Override
  public Outcome run(Spawner spawner) throws IOException {
    Path work = Files.createDirectories(shop.folder().resolve("neighbour"));
    Path jar = jars(work);
    Questions questions = new Questions(shop);
    for (RequirementSet set : Questions.known(false)) {
      if (questions.sets().isEmpty()) {
        questions.add(set);
      }
    }
    RequirementSet set = questions.sets().get(0);
    Ours alone = prepared("neighbour-none");
    Ours beside = prepared("neighbour");
    List<Outcome.Row> rows = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (Map.Entry<String, List<String>> misdeed : MISDEEDS.entrySet()) {
      alone.start();
      beside.start();
      beside.run("config", "set", "plugin-seconds", "3");
      alone.run("config", "set", "plugin-seconds", "3");
      if (!beside.run("plugin", "list").contains(BadNeighbour.name(PLAIN))) {
        beside.run("plugin", "install", jar.toString());
      }
      practised(spawner, List.of(alone, beside));
      warm(alone, questions, set);
      warm(beside, questions, set);
      Map<String, double[][]> walls = new LinkedHashMap<>();
      for (int round = 0; round < rounds; round++) {
        if (round % 2 == 0) {
          time(spawner, alone, questions, set, walls, round, 0);
        }
        Process deed = begin(beside, misdeed.getValue(), jar);
        time(spawner, beside, questions, set, walls, round, 1);
        end(beside, deed);
        if (round % 2 == 1) {
          time(spawner, alone, questions, set, walls, round, 0);
        }
      }
      alone.stop();
      beside.stop();
      walls.forEach(
          (verb, wall) -> {
            Outcome.Row usual = new Outcome.Row(verb + ", alone", Figures.of(wall[0]), 0);
            String who = verb + ", beside " + misdeed.getKey();
            Outcome.Row with = new Outcome.Row(who, Figures.of(wall[1]), 0);
            rows.add(usual);
            rows.add(with);
            Outcome pair = new Outcome(key(), "", "ms", "", List.of(usual, with), List.of());
            verdicts.add(
                Target.ratio(who + ": at most 1.2 x", who, 1.2, verb + ", alone").judge(pair));
          });
    }
    return new Outcome(
        key(),
        "Python beside an added language that misbehaves",
        "ms",
        "The daemon that answers has the other one in it, which is at its misdeed meanwhile.",
        rows,
        verdicts);
  }

  /** A home of its own, with something installed and the archive of classes made. */
  private Ours prepared(String name) throws IOException {
    Ours ours = shop.home(name);
    ours.start();
    ours.run("install", "--python", "3.11", Workshop.RICH);
    ours.awaitArchive();
    ours.stop();
    return ours;
  }

  /** Returns when each has practised and has nothing more to do. */
  private void practised(Spawner spawner, List<Ours> all) throws IOException {
    for (Ours ours : all) {
      ours.run("list");
    }
    all.get(0).rest(PRACTICE_MILLIS);
    for (Ours ours : all) {
      spawner.time(List.of(shop.floor()), ours.pid(), 1, true);
    }
  }

  private Path jars(Path work) throws IOException {
    List<Path> classes = new ArrayList<>();
    Path distribution = shop.distribution();
    try (Stream<Path> bundles = Files.list(distribution.resolve("bundles"))) {
      classes.addAll(bundles.toList());
    }
    classes.add(distribution.resolve("lib/org.apache.felix.framework.jar"));
    BadNeighbour made =
        new BadNeighbour(
            Path.of(System.getProperty("bench.root", ""))
                .resolve("bundles/org.omnipkg.itest/src/test/resources/neighbour"),
            classes,
            work);
    made.jar("constructing", "1.0.0", work);
    return made.jar(PLAIN, "1.0.0", work);
  }

  private static Map<String, Command> verbs(Ours home, Questions questions, RequirementSet set)
      throws IOException {
    Map<String, Command> verbs = new LinkedHashMap<>();
    verbs.put("`list`", home.command("list"));
    verbs.put("`info rich`", home.command("info", "rich"));
    verbs.put("no-op `install`", home.command("install", Workshop.RICH));
    verbs.put("solving anew", questions.ours(home, questions.next(set)));
    return verbs;
  }

  private static void warm(Ours home, Questions questions, RequirementSet set) throws IOException {
    for (int turn = 0; turn < WARM; turn++) {
      for (Command verb : verbs(home, questions, set).values()) {
        Shell.run(verb);
      }
    }
  }

  private void time(
      Spawner spawner,
      Ours home,
      Questions questions,
      RequirementSet set,
      Map<String, double[][]> walls,
      int round,
      int who)
      throws IOException {
    for (int turn = 0; turn < TURNS; turn++) {
      for (Map.Entry<String, Command> verb : verbs(home, questions, set).entrySet()) {
        double[][] wall = walls.computeIfAbsent(verb.getKey(), key -> new double[2][rounds]);
        double taken = spawner.time(List.of(verb.getValue()), 0, 1, false).wall();
        // whoever rested before meets a heap that was given back
        if (turn > 0) {
          wall[who][round] = turn == 1 ? taken : Math.min(wall[who][round], taken);
        }
      }
    }
  }

  private static Process begin(Ours home, List<String> words, Path jar) throws IOException {
    if (words.isEmpty()) {
      return null;
    }
    Command deed = home.command(words.toArray(String[]::new));
    ProcessBuilder builder =
        new ProcessBuilder(deed.words())
            .directory(jar.getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(deed.variables());
    Process process = builder.start();
    pause();
    return process;
  }

  private static void pause() {
    try {
      Thread.sleep(BEGINNING_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** It may do it again in the next round. */
  private static void end(Ours home, Process deed) throws IOException {
    if (deed == null) {
      return;
    }
    deed.onExit().join();
    for (int turn = 0; turn < 50; turn++) {
      pause();
      String state = home.run("plugin", "list");
      if (state.contains("quarantine")) {
        home.run("plugin", "release", BadNeighbour.name(PLAIN));
        return;
      }
      if (turn > 10 && state.contains(BadNeighbour.name(PLAIN))) {
        return;
      }
    }
  }
}
