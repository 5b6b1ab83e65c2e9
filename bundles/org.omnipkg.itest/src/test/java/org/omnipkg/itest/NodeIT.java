package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Node through the shipped command: native parts, workspaces, repositories, Nodes without npm. */
@Tag("live")
class NodeIT {
  private static final Pattern HIDDEN =
      Pattern.compile(
          "(python|pip|node|nodejs|npm|npx|corepack)([0-9.]*|-config)"
              + "|(.*-)?(cc|gcc|[gc][+][+]|clang|cpp|ld|ld[.]bfd|ld[.]gold|as|ar|make|gmake)"
              + "([-0-9.]*)");

  @Test
  void a_native_addon_is_built_where_there_is_no_node_python_compiler_and_make() throws Exception {
    try (Shipped omnipkg = new Shipped()) {
      List<String> view = view();
      omnipkg.with("PATH", "/usr/bin:/bin").within(view);
      for (String program : List.of("node", "python3", "cc", "c++", "make")) {
        List<String> which = new ArrayList<>(view);
        which.addAll(List.of("/bin/sh", "-c", "command -v " + program));
        assertNotEquals(0, omnipkg.call(which).exit(), program);
      }
      omnipkg
          .run(
              "-e",
              "native",
              "install",
              "--allow-scripts",
              "bufferutil",
              "npm:bufferutil@4.0.8",
              "node@18.20.8")
          .ok();
      Path made =
          omnipkg
              .home()
              .resolve("env/native/current/lib/node_modules/bufferutil")
              .resolve("build/Release/bufferutil.node");
      assertTrue(Files.isRegularFile(made));
      omnipkg.file(
          "mask.js",
          "const out = Buffer.alloc(2);",
          "require('bufferutil').mask(Buffer.from([1, 2]), Buffer.from([1, 1, 1, 1]), out, 0, 2);",
          "console.log([...out].join());");
      assertEquals(
          "0,3", omnipkg.run("-e", "native", "exec", "node", "mask.js").ok().out().strip());
    }
  }

  /** The command that shows what comes after it a machine on which those cannot be run. */
  private static List<String> view() throws IOException {
    TreeSet<String> hidden = new TreeSet<>();
    try (Stream<Path> all = Files.list(Path.of("/usr/bin"))) {
      for (Path program : all.toList()) {
        if (HIDDEN.matcher(program.getFileName().toString()).matches()) {
          Path real = Files.exists(program) ? program.toRealPath() : program;
          if (Files.isRegularFile(real)) {
            hidden.add(real.toString());
          }
        }
      }
    }
    List<String> command = new ArrayList<>(List.of("bwrap", "--dev-bind", "/", "/"));
    hidden.forEach(program -> command.addAll(List.of("--dev-bind", "/dev/null", program)));
    Path home = Path.of(System.getProperty("user.home"));
    Stream.of(
            Path.of("/usr/local/bin"),
            Path.of("/usr/include"),
            home.resolve(".pyenv"),
            home.resolve(".nvm"),
            home.resolve(".asdf"),
            home.resolve(".local/share/uv"))
        .filter(Files::isDirectory)
        .forEach(folder -> command.addAll(List.of("--tmpfs", folder.toString())));
    return command;
  }

  @Test
  void a_node_that_comes_without_npm_has_one() {
    try (Shipped omnipkg = new Shipped()) {
      omnipkg.run("-e", "old", "install", "node@18.20.8", "npm:is-number").ok();
      assertEquals("v18.20.8", said(omnipkg, "old", "node", "--version"));
      assertTrue(said(omnipkg, "old", "npm", "--version").startsWith("10."));
      assertTrue(said(omnipkg, "old", "npx", "--version").startsWith("10."));
    }
  }

  private static String said(Shipped omnipkg, String environment, String... command) {
    List<String> argv = new ArrayList<>(List.of("-e", environment, "exec"));
    argv.addAll(List.of(command));
    return omnipkg.run(argv.toArray(new String[0])).ok().out().strip();
  }

  @Test
  void a_lock_names_what_is_for_other_platforms_too() {
    try (Shipped omnipkg = new Shipped()) {
      omnipkg.run("-e", "one", "install", "npm:chokidar@3.6.0").ok();
      omnipkg.run("-e", "one", "export", "one.lock").ok();
      String lock = omnipkg.run("-e", "one", "export", "-").ok().out();
      assertTrue(
          lock.contains("pkg:npm/fsevents@2.") && lock.contains("when = \"os=darwin\""), lock);
      assertFalse(lock.contains("[[target]]"), lock);
      assertFalse(omnipkg.run("-e", "one", "list").ok().out().contains("fsevents"));
      omnipkg.run("-e", "other", "sync", "one.lock").ok();
      assertEquals(lock, omnipkg.run("-e", "other", "export", "-").ok().out());
    }
  }

  @Test
  void members_of_a_workspace_find_each_other_and_each_its_own_versions() throws Exception {
    try (Shipped omnipkg = new Shipped()) {
      for (String folder : List.of("packages/a", "packages/b")) {
        Files.createDirectories(omnipkg.directory().resolve(folder));
      }
      omnipkg
          .file("package.json", "{\"workspaces\": [\"packages/*\"]}")
          .file(
              "packages/a/package.json",
              "{\"name\": \"@m/a\", \"version\": \"1.0.0\", \"bin\": {\"say\": \"./say.js\"},",
              " \"dependencies\": {\"@m/b\": \"^1\", \"ms\": \"2.1.3\"}}")
          .file(
              "packages/a/say.js",
              "#!/usr/bin/env node",
              "const mine = require('ms/package.json').version",
              "import('@m/b').then(b => console.log(mine + ' ' + b.default))")
          .file(
              "packages/b/package.json",
              "{\"name\": \"@m/b\", \"version\": \"1.0.0\", \"type\": \"module\",",
              " \"exports\": \"./index.js\", \"dependencies\": {\"ms\": \"1.0.0\"}}")
          .file(
              "packages/b/index.js",
              "import ms from 'ms'",
              "import { createRequire } from 'module'",
              "ms('1s')",
              "export default createRequire(import.meta.url)('ms/package.json').version");
      omnipkg.run("-e", "mono", "install").ok();
      assertEquals("2.1.3 1.0.0", said(omnipkg, "mono", "node", "packages/a/say.js"));
      assertEquals("2.1.3 1.0.0", said(omnipkg, "mono", "say"));
      omnipkg.run("-e", "mono", "export").ok();
      omnipkg.run("-e", "again", "sync").ok();
      assertEquals("2.1.3 1.0.0", said(omnipkg, "again", "say"));
      try (Stream<Path> all = Files.walk(omnipkg.directory())) {
        assertFalse(
            all.anyMatch(path -> path.endsWith("node_modules") || Files.isSymbolicLink(path)),
            "nothing is put into the user's folders");
      }
    }
  }

  @Test
  void a_package_of_a_repository_is_taken_at_a_commit_and_prepared_by_permission()
      throws Exception {
    try (Shipped omnipkg = new Shipped()) {
      GitOrigin tool = new GitOrigin(omnipkg, "tool");
      omnipkg
          .file(
              "tool/package.json",
              "{\"name\": \"tool\", \"version\": \"1.0.0\", \"main\": \"made.js\",",
              " \"devDependencies\": {\"is-odd\": \"^3\"},",
              " \"scripts\": {\"prepare\": \"node prepare.js\"}}")
          .file(
              "tool/prepare.js",
              "const odd = require('is-odd')(3)",
              "require('fs').writeFileSync('made.js', 'module.exports = \"made \" + ' + odd)");
      tool.commit("one");
      tool.git("tag", "v1.0.0");
      String words = "npm:tool@git+" + tool.uri() + "#semver:^1";
      String told = omnipkg.run("-e", "git", "install", words).ok().err();
      assertTrue(told.contains("tool wants to run scripts"), told);
      omnipkg.run("-e", "git", "install", words, "--allow-scripts", "tool").ok();
      assertEquals("made true", said(omnipkg, "git", "node", "-p", "require('tool')"));
      omnipkg.run("-e", "git", "export").ok();
      String lock = Files.readString(omnipkg.directory().resolve("omnipkg.lock"));
      assertTrue(lock.contains("#" + tool.git("rev-parse", "HEAD")), lock);
      assertTrue(lock.contains("scripts = ["), lock);
      String sync = omnipkg.run("-e", "other", "sync").ok().err();
      assertTrue(sync.contains("a lock allows nothing"), sync);
      omnipkg.run("-e", "other", "sync", "--allow-scripts", "tool").ok();
      assertEquals("made true", said(omnipkg, "other", "node", "-p", "require('tool')"));
    }
  }
}
