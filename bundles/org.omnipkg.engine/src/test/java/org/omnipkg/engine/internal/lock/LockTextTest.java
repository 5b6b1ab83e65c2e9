package org.omnipkg.engine.internal.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;

class LockTextTest {
  private static final String SHA = "0123456789abcdef".repeat(4);
  private static final List<String> NASTY =
      List.of(
          "a",
          "\"",
          "\\",
          "\n",
          "\t",
          "\r",
          "\u0001",
          "\u007f",
          "é",
          "\ud83d\ude00",
          "#",
          "'",
          "{",
          "]]",
          "=");

  private final Lock small = lock(new Random(1));

  private static String word(Random random) {
    StringBuilder word = new StringBuilder("w");
    for (int i = random.nextInt(5); i > 0; i--) {
      word.append(NASTY.get(random.nextInt(NASTY.size())));
    }
    return word.toString();
  }

  private static Lock.Closure closure(Random random) {
    List<Lock.Package> packages = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      String id = word(random) + i;
      ids.add(id);
      packages.add(
          new Lock.Package(
              "pkg:pypi/" + i,
              new Pin(new PackageName("python", id), word(random), random.nextBoolean() ? "" : "v"),
              id,
              random.nextBoolean() ? Set.of() : Set.of(word(random), "z" + i, "b" + i),
              Lock.Source.values()[random.nextInt(Lock.Source.values().length)],
              random.nextBoolean() ? "" : word(random),
              random.nextBoolean(),
              random.nextBoolean() ? "" : word(random),
              List.of(
                  new Lock.File("b" + i, word(random), Map.of("sha256", SHA), OptionalLong.of(i)),
                  new Lock.File(
                      "a" + i,
                      "wheel",
                      Map.of("sha512", SHA, "sha384", SHA),
                      OptionalLong.empty()))));
    }
    List<Edge> edges = new ArrayList<>();
    List<String> froms = new ArrayList<>(ids);
    froms.add("");
    for (String from : froms) {
      for (String to : ids) {
        if (random.nextBoolean()) {
          edges.add(
              new Edge(
                  from,
                  to,
                  Tie.values()[random.nextInt(Tie.values().length)],
                  Role.values()[random.nextInt(Role.values().length)],
                  word(random),
                  random.nextBoolean() ? "" : word(random)));
        }
      }
    }
    Collections.shuffle(packages, random);
    Collections.shuffle(edges, random);
    return new Lock.Closure(packages, edges);
  }

  private static Lock lock(Random random) {
    List<Lock.Kept> kept = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      kept.add(new Lock.Kept(word(random), closure(random)));
    }
    return new Lock(
        List.of(
            new Lock.Target("linux", "x86_64", "glibc"), new Lock.Target("macos", "aarch64", "")),
        List.of(new Lock.Runtime("python", "cpython", "3.11.7")),
        List.of(word(random), word(random)),
        closure(random),
        kept,
        random.nextBoolean() ? List.of() : List.of("node:esbuild", "node:@a/b"));
  }

  @TestFactory
  Stream<DynamicTest> what_is_written_is_read_and_written_again_byte_by_byte() {
    return Stream.iterate(1, seed -> seed + 1)
        .limit(200)
        .map(
            seed ->
                DynamicTest.dynamicTest(
                    "seed " + seed,
                    () -> {
                      Lock lock = lock(new Random(seed));
                      String text = LockWriter.write(lock);
                      Lock read = LockReader.read(text, "l");
                      assertEquals(lock, read);
                      assertEquals(text, LockWriter.write(read));
                    }));
  }

  @Test
  void the_order_things_came_in_does_not_show() {
    Lock.Closure one = closure(new Random(7));
    List<Lock.Package> packages = new ArrayList<>(one.packages());
    List<Edge> edges = new ArrayList<>(one.edges());
    Collections.reverse(packages);
    Collections.reverse(edges);
    assertTrue(packages.size() > 1 && edges.size() > 1);
    assertEquals(one, new Lock.Closure(packages, edges));
  }

  private static Diagnostic refused(String text) {
    return assertThrows(Refusal.class, () -> LockReader.read(text, "omnipkg.lock")).diagnostic();
  }

  private void malformed(String from, String to, String detail) {
    String text = LockWriter.write(small);
    assertTrue(text.contains(from), text);
    Diagnostic why = refused(text.replaceFirst(java.util.regex.Pattern.quote(from), to));
    assertEquals("lock.malformed", why.code());
    assertTrue(why.details().get(0).matches("(?s)line \\d+: .*" + detail + ".*"), why.toString());
  }

  @Test
  void what_is_not_understood_is_refused() {
    malformed("version = 1", "", "`version` is missing");
    malformed("version = 1", "version = \"1\"", "no whole number");
    malformed("version = 1", "version = 0", "no format 0");
    malformed("[[target]]", "surprise = 1\n[[target]]", "`surprise` is unknown");
    malformed("sha256 = \"" + SHA, "sha256 = \"beef", "no digest");
    malformed("hashes = { sha256 = \"" + SHA + "\" }", "hashes = { }", "without a digest");
    malformed("filename = \"b", "filename = \"../b", "no file name");
    malformed("implementation = ", "Implementation = ", "`implementation` is missing");
    malformed(
        "ecosystem = \"python\"\nimplementation",
        "ecosystem = \"ruby\"\nimplementation",
        "no `\\[\\[runtime\\]\\]` of");
    malformed("to = \"", "to = \"elsewhere", "leads to no package");
    malformed("[[target]]", "[[target", "");
  }

  @Test
  void the_line_told_is_that_of_the_table_in_question() {
    String text = LockWriter.write(small).replaceFirst("(?s)(.*\\[\\[package]])", "$1\nodd = 1");
    long line = text.substring(0, text.indexOf("odd = 1")).lines().count();
    assertTrue(refused(text).details().get(0).startsWith("line " + line + ":"), text);
  }

  @Test
  void the_line_of_an_item_in_a_list_is_told() {
    String text = LockWriter.write(small);
    int at = text.lastIndexOf("tie = ");
    String broken = text.substring(0, at) + "tie = \"loose\", odd = " + text.substring(at + 6);
    long line = text.substring(0, at).lines().count();
    assertTrue(refused(broken).details().get(0).startsWith("line " + line + ":"), broken);
  }

  @Test
  void a_newer_format_is_told_apart_from_a_broken_one() {
    Diagnostic why = refused("version = 3\nwhatever = [1]\n");
    assertEquals("lock.newer-format", why.code());
    assertTrue(why.message().contains("format 3"), why.message());
    assertTrue(why.hint().contains("update omnipkg"));
  }

  @Test
  void an_empty_file_and_one_in_conflict_are_malformed() {
    assertEquals("lock.malformed", refused("").code());
    assertEquals(
        "lock.malformed", refused("version = 1\n<<<<<<< ours\nroots = []\n=======\n").code());
  }

  private static Lock with(Lock.Source source) {
    Lock.Package one =
        new Lock.Package(
            "pkg:npm/a@1.0.0",
            new Pin(new PackageName("python", "a"), "1.0.0"),
            "a",
            Set.of(),
            source,
            "packages/a",
            false,
            "",
            List.of());
    return new Lock(
        List.of(new Lock.Target("linux", "x86_64", "glibc")),
        List.of(new Lock.Runtime("python", "cpython", "3.11.7")),
        List.of(),
        new Lock.Closure(List.of(one), List.of()),
        List.of());
  }

  @Test
  void only_a_folder_of_ones_own_needs_no_file_with_a_digest() {
    Lock folder = with(Lock.Source.FOLDER);
    assertEquals(folder, LockReader.read(LockWriter.write(folder), "omnipkg.lock"));
    String file = LockWriter.write(with(Lock.Source.FILE));
    assertThrows(Refusal.class, () -> LockReader.read(file, "omnipkg.lock"));
  }
}
