package org.omnipkg.ecosystem.node.internal.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real repositories, packed by us from git's archive and by this machine's own npm. */
class PackAgreementLiveTest {
  private static final List<String> FILES =
      List.of(
          "README.md LICENSE CHANGELOG.md index.js main.js a.ts x.log y.orig .env .npmrc",
          "package-lock.json yarn.lock .DS_Store lib/index.js lib/a.d.ts lib/x.log lib/sub/b.js",
          "lib/.npmrc lib/package-lock.json dist/index.js dist/index.js.map dist/sub/c.js",
          "src/a.ts src/sub/a.test.ts test/t.js lib/test/t.js tools/run tools/.hidden",
          "node_modules/b/index.js node_modules/b/test/t.js node_modules/d/index.js build/x.js",
          "build/config.gypi packages/one/index.js e/mpty/deep/f.js ümlaut.js README/x");

  @TempDir Path folder;

  @ParameterizedTest
  @Tag("live")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '' | '' | ''
          , 'files': ['dist', 'lib/*'] | '' | dist
          , 'files': ['dist/', '!**/*.map', '!dist/sub'] | '' | ''
          , 'files': ['./index.js', '/lib', 'src/**/*.ts', '!**/*.test.ts'] | *.ts | ''
          , 'files': [], 'main': 'lib/index.js', 'bin': {'x': './dist/index.js'} | '' | ''
          , 'files': ['package-lock.json', '.npmrc', 'y.orig', 'x.log'] | '' | ''
          , 'files': ['{lib,dist}/**/*.js', 'no-such'], 'browser': 'main.js' | '' | ''
          '' | test/ *.log !lib/x.log /build | *.js
          '' | '' | dist *.ts !a.ts node_modules
          '' | * !lib !lib/** !index.js | ''
          '' | **/sub !dist/sub [xy].* | ''
          '' | !package-lock.json !.npmrc !README.md LICENSE package.json | ''
          , 'directories': {'bin': 'tools'}, 'files': [] | '' | ''
          , 'dependencies': {'b': '*'}, 'bundleDependencies': ['b', 'd'] | '' | node_modules
          , 'dependencies': {'b': '*'}, 'bundledDependencies': true, 'files': ['lib'] | '' | ''
          , 'workspaces': ['packages/*'], 'files': ['packages/one'] | '' | ''
          """)
  void the_same_files_are_packed(String manifest, String npmignore, String gitignore)
      throws IOException {
    for (String name : String.join(" ", FILES).split(" ")) {
      write(name, name);
    }
    write("node_modules/b/package.json", "{\"name\": \"b\", \"version\": \"1.0.0\"}");
    write("node_modules/d/package.json", "{\"name\": \"d\", \"version\": \"1.0.0\"}");
    write("e/" + "long/".repeat(30) + "name.js", "");
    write("lib/sub/.npmignore", "*.log\n");
    write("package.json", ("{'name': 'a', 'version': '1.0.0'" + manifest + "}").replace('\'', '"'));
    if (!npmignore.isEmpty()) {
      write(".npmignore", npmignore.replace(' ', '\n'));
    }
    if (!gitignore.isEmpty()) {
      write(".gitignore", gitignore.replace(' ', '\n'));
    }
    Files.createSymbolicLink(folder.resolve("lib/link.js"), Path.of("index.js"));
    assertEquals(npm(), ours());
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private SortedSet<String> npm() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    String said = said("npm", "pack", "--dry-run", "--json", "--ignore-scripts");
    new ObjectMapper()
        .readTree(said)
        .path(0)
        .path("files")
        .forEach(file -> names.add(file.path("path").asText()));
    return names;
  }

  private SortedSet<String> ours() throws IOException {
    said("git", "init", "-q");
    said("git", "add", "--all", "--force");
    said("git", "-c", "user.name=x", "-c", "user.email=x@y.example", "commit", "-qm", "x");
    said("git", "archive", "--format=tar", "--prefix=a/", "--output=.git/a.tar", "HEAD");
    CommitTar commit = CommitTar.of(folder.resolve(".git/a.tar"));
    Path packed = folder.resolve(".git/packed.tar");
    commit.copy(PackageFiles.of(commit), packed);
    return CommitTar.of(packed).files();
  }

  private String said(String... argv) throws IOException {
    Process process =
        new ProcessBuilder(argv)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertEquals(0, process.waitFor(), String.join(" ", argv));
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return out;
  }
}
