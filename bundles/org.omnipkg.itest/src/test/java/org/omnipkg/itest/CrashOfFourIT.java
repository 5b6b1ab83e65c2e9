package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.omnipkg.tck.TinyWheel;

/**
 * Changes of four languages at once are killed at random moments: while they ask, fetch, unpack,
 * link or flip. Every language is then at the old state or every one at the new.
 */
@Tag("live")
class CrashOfFourIT {
  private static final int ROUNDS = Integer.getInteger("omnipkg.crash.four.rounds", 20);
  private static final long SEED = Long.getLong("omnipkg.crash.seed", System.nanoTime());
  private static final int FILES = 60;

  private static Shipped omnipkg;
  private static Registries registries;

  @BeforeAll
  static void open() {
    registries = new Registries();
    omnipkg = registries.seenBy(new Shipped());
    Path wheels = omnipkg.directory().resolve("wheels");
    omnipkg.with("OMNIPKG_FIND_LINKS", wheels.toString());
    for (int version = 1; version <= ROUNDS + 1; version++) {
      version(version + ".0.0", wheels);
    }
  }

  /** One version of a package in each language; later ones bring content nobody has stored. */
  private static void version(String version, Path wheels) {
    List<String> files = new ArrayList<>();
    TinyWheel wheel = TinyWheel.of("omnipkg-four", version);
    for (int file = 0; file < FILES; file++) {
      files.addAll(List.of("lib/part" + file + ".txt", file + " of " + version + "\n"));
      wheel.file("omnipkg_four/part" + file + ".txt", file + " of " + version + "\n");
    }
    wheel.into(wheels);
    registries
        .npm(
            "{'name':'four','version':'"
                + version
                + "','main':'i.js','dependencies':{'base':'"
                + version
                + "'}}",
            with(files, "i.js", "module.exports = require('base')\n"))
        .npm(
            "{'name':'base','version':'" + version + "','main':'i.js'}",
            "i.js",
            "module.exports = '" + version + "'\n")
        .gem(
            "four",
            version,
            "ruby",
            "base:= " + version,
            with(files, "lib/four.rb", "require 'base'\nFOUR = BASE\n"))
        .gem("base", version, "ruby", "", "lib/base.rb", "BASE = '" + version + "'\n")
        .module(
            "example.com/four",
            "v1." + version.split("[.]")[0] + ".0",
            "module example.com/four\n\ngo 1.20\n",
            with(files, "four.go", "package four\n\nconst Version = \"" + version + "\"\n"));
  }

  private static String[] with(List<String> files, String... more) {
    List<String> all = new ArrayList<>(files);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @AfterAll
  static void close() {
    registries.close();
    omnipkg.close();
  }

  private static String[] install(int version) {
    return new String[] {
      "install",
      "npm:four@" + version,
      "ruby:four==" + version + ".0.0",
      "go:example.com/four@v1." + version + ".0",
      "omnipkg-four==" + version + ".0.0"
    };
  }

  private static String lock() {
    return omnipkg.run("-e", "main", "export", "-").ok().out();
  }

  private static void change(String... verb) {
    List<String> argv = new ArrayList<>(List.of("-e", "main"));
    argv.addAll(List.of(verb));
    omnipkg.run(argv.toArray(String[]::new)).ok();
  }

  @Test
  void killed_at_any_moment_all_languages_are_at_the_old_state_or_all_at_the_new()
      throws Exception {
    Random random = new Random(SEED);
    Strike strike = new Strike(omnipkg, random);
    long begin = System.nanoTime();
    change(install(1));
    long took = System.nanoTime() - begin;
    int at = 1;
    TreeMap<String, Integer> told = new TreeMap<>();
    for (int next = 2; next <= ROUNDS + 1; next++) {
      String what = "seed " + SEED + ", version " + next;
      String old = lock();
      String[] verb = install(next);
      if (random.nextInt(4) == 0) {
        Path file = omnipkg.directory().resolve("next.lock");
        Files.writeString(file, old);
        change(install(next));
        String fresh = lock();
        change("sync", "next.lock");
        assertEquals(old, lock(), what);
        Files.writeString(file, fresh);
        verb = new String[] {"sync", "next.lock"};
      }
      strike.at("main", verb, (long) (took * 0.7 * random.nextDouble()));
      int now = version(lock(), what);
      assertTrue(now == at || now == next, what + ": at " + now + ", was at " + at);
      if (now == at) {
        assertEquals(old, lock(), what);
      }
      works(now, what);
      told.merge(verb[0] + (now == at ? " old" : " new"), 1, Integer::sum);
      at = now;
    }
    System.err.println("killed " + ROUNDS + " changes of four, seed " + SEED + ": " + told);
    Shipped.Said verified = omnipkg.run("store", "verify");
    assertEquals(0, verified.exit(), verified.out() + verified.err());
  }

  /** The one version that every language is at. */
  private static int version(String lock, String what) {
    for (int version = 1; version <= ROUNDS + 1; version++) {
      if (lock.contains("pkg:npm/four@" + version + ".0.0\"")) {
        for (String purl :
            List.of(
                "pkg:npm/base@" + version + ".0.0",
                "pkg:gem/four@" + version + ".0.0",
                "pkg:gem/base@" + version + ".0.0",
                "pkg:pypi/omnipkg-four@" + version + ".0.0",
                "pkg:golang/example.com/four@v1." + version + ".0")) {
          assertTrue(lock.contains(purl + "\""), what + ": no " + purl + " in\n" + lock);
        }
        return version;
      }
    }
    throw new AssertionError(what + ": none of the versions in\n" + lock);
  }

  private static void works(int version, String what) {
    String text = version + ".0.0";
    FourPrograms.prints(omnipkg, "main", text, "node", "-p", "require('four')");
    FourPrograms.prints(omnipkg, "main", text, "ruby", "-e", "require 'four'; puts FOUR");
    FourPrograms.prints(
        omnipkg,
        "main",
        text,
        "python",
        "-c",
        "import omnipkg_four; print(omnipkg_four.__version__)");
    FourPrograms.prints(
        omnipkg,
        "main",
        "v1." + version + ".0",
        "go",
        "list",
        "-m",
        "-f",
        "{{.Version}}",
        "example.com/four");
  }
}
