package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.omnipkg.tck.TinyWheel;

/** Bad input and bad weather in the languages beside Python: a named diagnostic, and no change. */
@Tag("live")
class BadInputOfFourIT {
  private static final String MODULE = "module example.com/made/%s\n\ngo 1.20\n";
  private static Shipped omnipkg;
  private static Registries registries;

  @BeforeAll
  static void open() {
    registries = new Registries();
    omnipkg = registries.seenBy(new Shipped());
    registries
        .npm(
            "{'name':'good','version':'1.0.0','main':'i.js'}", "i.js", "module.exports = '1.0.0'\n")
        .npm(
            "{'name':'good','version':'2.0.0','main':'i.js'}", "i.js", "module.exports = '2.0.0'\n")
        .npm("{'name':'spoilt','version':'1.0.0'}", "i.js", "1\n".repeat(9999))
        .npm("{'name':'left','version':'1.0.0','peerDependencies':{'good':'^1.0.0'}}")
        .npm("{'name':'right','version':'1.0.0','peerDependencies':{'good':'^2.0.0'}}")
        .npm(
            "{'name':'hen','version':'1.0.0','main':'i.js','dependencies':{'egg':'^1.0.0'}}",
            "i.js",
            "exports.of = () => require('egg').name\n")
        .npm(
            "{'name':'egg','version':'1.0.0','main':'i.js','dependencies':{'hen':'^1.0.0'}}",
            "i.js",
            "exports.name = 'egg'; exports.of = () => require('hen')\n")
        .npm("{'name':'climber','version':'1.0.0','bin':{'../../climber':'i.js'}}", "i.js", "")
        .npm("{'name':'reacher','version':'1.0.0','bin':{'reacher':'../../../bin/sh'}}", "i.js", "")
        .npm("{'name':'entry','version':'1.0.0'}", "../../escaped.js", "escaped\n")
        .npm("{'name':'elsewhere','version':'1.0.0','os':['win32']}", "i.js", "");
    registries
        .gem("good", "1.0.0", "ruby", "", "lib/good.rb", "GOOD = '1.0.0'\n")
        .gem("good", "2.0.0", "ruby", "", "lib/good.rb", "GOOD = '2.0.0'\n")
        .gem("spoilt", "1.0.0", "ruby", "", "lib/spoilt.rb", "1\n".repeat(9999))
        .gem("elsewhere", "1.0.0", "x64-mingw32", "", "lib/elsewhere.rb", "")
        .gem("left", "1.0.0", "ruby", "good:< 2", "lib/left.rb", "")
        .gem("right", "1.0.0", "ruby", "good:>= 2", "lib/right.rb", "")
        .gem("hen", "1.0.0", "ruby", "egg:>= 1", "lib/hen.rb", "HEN = 'hen'\n")
        .gem("egg", "1.0.0", "ruby", "hen:>= 1", "lib/egg.rb", "EGG = 'egg'\n")
        .gem("climber", "1.0.0", "ruby", "", "exe/../../climber", "puts 1\n");
    for (String name : List.of("good", "spoilt", "hen", "egg", "climber")) {
      String mod = MODULE.formatted(name);
      registries.module(
          "example.com/made/" + name,
          "v1.0.0",
          name.equals("hen")
              ? mod + "require example.com/made/egg v1.0.0\n"
              : name.equals("egg") ? mod + "require example.com/made/hen v1.0.0\n" : mod,
          name.equals("climber") ? "../../escaped.go" : name + ".go",
          "package " + name + "\n\nconst Name = \"" + name + "\"\n");
    }
    registries
        .npm("{'name':'scripted','version':'1.0.0','scripts':{'install':'exit 7'}}", "i.js", "")
        .gem("broken", "1.0.0", "ruby", "", "ext/extconf.rb", "abort 'no'\n")
        .module(
            "example.com/made/broken",
            "v1.0.0",
            MODULE.formatted("broken"),
            "cmd/broken/main.go",
            "package main\n\nfunc main() { nothing() }\n")
        .fault("spoilt-1.0.0.tgz", Registries.Fault.SPOILT)
        .fault("spoilt-1.0.0.gem", Registries.Fault.SPOILT)
        .fault("/down", Registries.Fault.BROKEN);
  }

  @AfterAll
  static void close() {
    registries.close();
    omnipkg.close();
  }

  private static Shipped.Said install(String environment, String... words) {
    List<String> argv = new ArrayList<>(List.of("-e", environment, "install"));
    argv.addAll(List.of(words));
    return omnipkg.run(argv.toArray(String[]::new));
  }

  /** Refused for this reason, and nothing was made. */
  private static String refused(int code, String diagnostic, String... words) {
    String said = install("bad", words).refused(code, diagnostic).err();
    omnipkg.run("-e", "bad", "list").refused(1, "environment.unknown");
    return said;
  }

  @Test
  void the_well_behaved_part_of_each_registry_works() {
    install("fine", "npm:good", "ruby:good", "go:example.com/made/good").ok();
    FourPrograms.prints(omnipkg, "fine", "2.0.0", "node", "-p", "require('good')");
    FourPrograms.prints(omnipkg, "fine", "2.0.0", "ruby", "-e", "require 'good'; puts GOOD");
    omnipkg.file(
        "good.go",
        "package main",
        "import \"example.com/made/good\"",
        "func main() { print(good.Name) }");
    assertEquals("good", omnipkg.run("-e", "fine", "exec", "go", "run", "good.go").ok().err());
  }

  @Test
  void unknown_names_and_versions() {
    refused(1, "resolve.unknown-package", "npm:@nobody/nothing");
    refused(1, "resolve.unknown-package", "npm:nothing");
    refused(1, "resolve.unknown-package", "ruby:nothing");
    refused(1, "resolve.unknown-package", "go:example.com/made/nothing");
    refused(1, "requirement.unknown-short-name", "go:nothing");
    refused(1, "resolve.unknown-version", "npm:good@9");
    refused(1, "resolve.unknown-version", "ruby:good==9");
    refused(1, "resolve.unknown-version", "go:example.com/made/good@v9.9.9");
  }

  @Test
  void bytes_other_than_the_registry_vouches_for() {
    refused(1, "fetch.wrong-hash", "npm:spoilt", "ruby:good");
    refused(1, "fetch.wrong-hash", "npm:good", "ruby:spoilt");
  }

  @Test
  void a_registry_that_answers_5xx_or_not_at_all() {
    refused(1, "fetch.server-error", "npm:down", "ruby:good");
    refused(1, "fetch.server-error", "ruby:down", "npm:good");
    refused(1, "fetch.server-error", "go:example.com/made/down", "npm:good");
    for (String language : List.of("npm", "ruby", "go")) {
      String word = language.equals("go") ? "go:example.com/made/good" : language + ":good";
      refused(1, "fetch.no-network", "--index", language + ":http://127.0.0.1:9/", word);
    }
  }

  @Test
  void peers_that_cannot_agree_are_explained() {
    String said = refused(1, "resolve.no-solution", "npm:left", "npm:right");
    assertTrue(said.contains("left") && said.contains("right") && said.contains("good"), said);
  }

  @Test
  void gems_that_cannot_agree_are_explained() {
    String said = refused(1, "resolve.no-solution", "ruby:left", "ruby:right");
    assertTrue(said.contains("left") && said.contains("right") && said.contains("good"), said);
  }

  @Test
  void packages_for_another_platform() {
    refused(1, "resolve.no-matching-artifact", "ruby:elsewhere");
    refused(1, "resolve.no-matching-artifact", "npm:elsewhere");
  }

  @Test
  void cycles_are_installed_or_refused_as_the_native_tools_do() {
    refused(1, "gem.cycle", "npm:good", "ruby:hen");
    install("round", "npm:hen", "go:example.com/made/hen").ok();
    FourPrograms.prints(omnipkg, "round", "egg", "node", "-p", "require('hen').of()");
    String list = omnipkg.run("-e", "round", "list").ok().out();
    assertTrue(list.contains("example.com/made/egg"), list);
    omnipkg.run("-e", "round", "why", "npm:egg").ok();
    omnipkg.run("-e", "round", "uninstall", "npm:hen").ok();
    assertFalse(omnipkg.run("-e", "round", "list").ok().out().contains("node "));
  }

  @Test
  void look_alikes_and_ways_out_of_the_folder_in_names() {
    for (String word :
        List.of(
            "npm:g\u043eod",
            "ruby:g\u043eod",
            "go:example.com/made/g\u043eod",
            "npm:../good",
            "npm:@made/../good",
            "ruby:../good",
            "go:example.com/../good",
            "go:/etc/passwd")) {
      refused(2, "requirement.malformed", word);
    }
  }

  @Test
  void ways_out_of_the_folder_in_commands_and_archives() throws IOException {
    refused(1, "npm.bin", "npm:climber");
    refused(1, "npm.bin", "npm:reacher");
    refused(1, "archive.path-traversal", "npm:entry");
    refused(1, "archive.path-traversal", "ruby:climber");
    refused(1, "archive.path-traversal", "go:example.com/made/climber");
    try (Stream<Path> around = Files.walk(omnipkg.home().getParent())) {
      assertEquals(
          List.of(),
          around
              .map(path -> path.getFileName().toString())
              .filter(name -> name.startsWith("escaped."))
              .toList());
    }
  }

  @Test
  void a_proxy_that_lies_about_a_module_or_about_the_checksum_database() throws Exception {
    String word = "go:github.com/pkg/errors@v0.9.1";
    Shipped true_ = omnipkg.beside("GOSUMDB", "");
    try (LyingProxy zip =
            new LyingProxy((path, truth) -> path.endsWith(".mod") ? more(truth) : truth);
        LyingProxy database =
            new LyingProxy((path, truth) -> path.contains("/lookup/") ? other(truth) : truth)) {
      true_
          .run("-e", "lie", "install", "--index", "go:" + zip.address(), word)
          .refused(1, "integrity.module-hash");
      true_
          .run("-e", "lie", "install", "--index", "go:" + database.address(), word)
          .refused(1, "integrity.sumdb");
    }
    true_.run("-e", "lie", "list").refused(1, "environment.unknown");
  }

  @Test
  void a_module_whose_bytes_are_not_the_recorded_ones_leaves_all_languages() throws Exception {
    Shipped checking = omnipkg.beside("GOSUMDB", "");
    install("still", "npm:good@1", "ruby:good==1.0.0").ok();
    String before = omnipkg.run("-e", "still", "export", "-").ok().out();
    try (LyingProxy proxy =
        new LyingProxy((path, truth) -> path.endsWith(".zip") ? spoilt(truth) : truth)) {
      checking
          .run(
              "-e",
              "still",
              "install",
              "--index",
              "go:" + proxy.address(),
              "npm:good@2",
              "go:github.com/pkg/errors@v0.9.1",
              "ruby:good==2.0.0")
          .refused(1, "fetch.wrong-hash");
    }
    assertEquals(before, omnipkg.run("-e", "still", "export", "-").ok().out());
  }

  /** A zip as sound as the true one, one letter of a file changed. */
  private static byte[] spoilt(byte[] truth) {
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(truth));
        ZipOutputStream out = new ZipOutputStream(changed)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        byte[] bytes = in.readAllBytes();
        bytes[bytes.length - 1] ^= 1;
        out.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return changed.toByteArray();
  }

  private static byte[] more(byte[] truth) {
    return (new String(truth, StandardCharsets.UTF_8) + "\n// more\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The record with another hash. */
  private static byte[] other(byte[] truth) {
    return new String(truth, StandardCharsets.UTF_8)
        .replaceFirst("h1:.{8}", "h1:AAAAAAAA")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Words that fail, each at a step of its own, with the code they fail with. */
  private static final String[][] FAULTS = {
    {"choosing", "npm:good@9", "resolve.unknown-version"},
    {"choosing", "ruby:good==9", "resolve.unknown-version"},
    {"choosing", "go:example.com/made/good@v9.9.9", "resolve.unknown-version"},
    {"choosing", "omnipkg-steps==9", "resolve.unknown-version"},
    {"reading", "npm:down", "fetch.server-error"},
    {"reading", "ruby:down", "fetch.server-error"},
    {"reading", "go:example.com/made/down", "fetch.server-error"},
    {"fetching", "npm:spoilt", "fetch.wrong-hash"},
    {"fetching", "ruby:spoilt", "fetch.wrong-hash"},
    {"unpacking", "npm:entry", "archive.path-traversal"},
    {"unpacking", "ruby:climber", "archive.path-traversal"},
    {"unpacking", "go:example.com/made/climber", "archive.path-traversal"},
    {"placing", "npm:climber", "npm.bin"},
    {"placing", "ruby:hen", "gem.cycle"},
    {"finishing", "npm:scripted", "build.failed"},
    {"finishing", "ruby:broken", "build.failed"},
    {"finishing", "go:example.com/made/broken/cmd/broken", "build.failed"},
  };

  @Test
  void a_fault_at_any_step_in_any_language_leaves_all_of_them() {
    Path wheels = omnipkg.directory().resolve("steps");
    TinyWheel.of("omnipkg-steps", "1.0.0").into(wheels);
    TinyWheel.of("omnipkg-steps", "2.0.0").into(wheels);
    String find = wheels.toString();
    List<String> old =
        List.of("npm:good@1", "ruby:good==1.0.0", "omnipkg-steps==1.0.0", "--find-links", find);
    install("steps", old.toArray(String[]::new)).ok();
    String before = omnipkg.run("-e", "steps", "export", "-").ok().out();
    for (String[] fault : FAULTS) {
      List<String> words = new ArrayList<>();
      for (String well :
          List.of(
              "npm:good@2",
              "ruby:good==2.0.0",
              "omnipkg-steps==2.0.0",
              "go:example.com/made/good")) {
        String language = well.replaceFirst(":.*|=.*", "");
        if (!fault[1].startsWith(language) || fault[0].equals("finishing")) {
          words.add(well);
        }
      }
      words.addAll(List.of(fault[1], "--find-links", find, "--allow-scripts", "scripted"));
      install("steps", words.toArray(String[]::new)).refused(1, fault[2]);
      String what = fault[0] + " " + fault[1];
      assertEquals(before, omnipkg.run("-e", "steps", "export", "-").ok().out(), what);
    }
    FourPrograms.prints(omnipkg, "steps", "1.0.0", "node", "-p", "require('good')");
    FourPrograms.prints(omnipkg, "steps", "1.0.0", "ruby", "-e", "require 'good'; puts GOOD");
    omnipkg.run("store", "verify").ok();
  }

  @Test
  void a_failed_change_in_one_language_leaves_all_of_them() {
    install("kept", "npm:good@1", "ruby:good==1.0.0", "go:example.com/made/good").ok();
    String before = omnipkg.run("-e", "kept", "export", "-").ok().out();
    install("kept", "npm:good@2", "ruby:spoilt").refused(1, "fetch.wrong-hash");
    install("kept", "npm:spoilt", "ruby:good==2.0.0").refused(1, "fetch.wrong-hash");
    install("kept", "npm:good@2", "ruby:down").refused(1, "fetch.server-error");
    install("kept", "npm:good@2", "go:example.com/made/nothing")
        .refused(1, "resolve.unknown-package");
    assertEquals(before, omnipkg.run("-e", "kept", "export", "-").ok().out());
    FourPrograms.prints(omnipkg, "kept", "1.0.0", "node", "-p", "require('good')");
    FourPrograms.prints(omnipkg, "kept", "1.0.0", "ruby", "-e", "require 'good'; puts GOOD");
  }
}
