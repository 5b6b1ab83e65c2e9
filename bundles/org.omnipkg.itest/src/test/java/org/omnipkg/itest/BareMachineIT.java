package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A machine with a JDK and none of node, ruby, go and python: everything needed for all four comes
 * from registries. The view of the machine is made with a mount namespace, in which the folders of
 * programs hold links to all programs but those.
 */
@Tag("live")
class BareMachineIT {
  private static final Pattern HIDDEN =
      Pattern.compile(
          "(python|pip|pydoc|node|nodejs|npm|npx|corepack|ruby|jruby|gem|bundle|bundler|rake|irb"
              + "|erb|ri|rdoc|go|gofmt)([0-9.]*|-config)"
              // a compiler looks for its parts beside where it really lies, and a bare machine has
              // none
              + "|(.*-)?(cc|gcc|[gc][+][+]|clang|cpp)(-[0-9.]+)?");

  @Test
  void everything_for_four_languages_comes_from_registries() throws Exception {
    try (Shipped omnipkg = new Shipped();
        GemSource gems = GemSource.named(omnipkg.home().resolveSibling("gems"))) {
      omnipkg.with("OMNIPKG_RUBY_INDEX", gems.address()).with("PATH", "/usr/bin:/bin");
      omnipkg.within(view(omnipkg.home().resolveSibling("programs")));
      for (String program : List.of("node", "ruby", "go", "python3")) {
        List<String> which = new ArrayList<>(view(omnipkg.home().resolveSibling("programs")));
        which.addAll(List.of("/bin/sh", "-c", "command -v " + program));
        assertNotEquals(0, omnipkg.call(which).exit(), program);
      }
      FourPrograms.into(omnipkg);
      omnipkg.file("app.rb", "require 'rack'", "puts Rack.release.split('.').size > 1");
      omnipkg
          .run(
              "-e",
              "bare",
              "install",
              "npm:react",
              "ruby:rack",
              "go:github.com/pkg/errors",
              "numpy")
          .ok();
      String runtimes =
          new ObjectMapper()
              .readTree(omnipkg.run("-e", "bare", "status", "--json").ok().out())
              .get("runtime")
              .asText();
      assertEquals(4, runtimes.split(", ").length, runtimes);
      for (String runtime : runtimes.split(", ")) {
        assertTrue(runtime.endsWith(" (omnipkg)"), runtimes);
      }
      FourPrograms.node(omnipkg, "bare");
      FourPrograms.python(omnipkg, "bare");
      FourPrograms.prints(omnipkg, "bare", "true", "ruby", "app.rb");
      omnipkg.file(
          "small.go",
          "package main",
          "import (",
          "  \"fmt\"",
          "  \"github.com/pkg/errors\"",
          ")",
          "func main() { fmt.Println(errors.New(\"wrapped\")) }");
      FourPrograms.prints(omnipkg, "bare", "wrapped", "go", "run", "small.go");
    }
  }

  /** The command that shows what comes after it a machine without the four languages. */
  private static List<String> view(Path farm) throws IOException {
    Path programs = Path.of("/usr/bin");
    Path links = farm.resolve("links");
    Path real = farm.resolve("real");
    if (!Files.exists(links)) {
      Files.createDirectories(links);
      Files.createDirectories(real);
      try (Stream<Path> all = Files.list(programs)) {
        for (Path program : all.toList()) {
          String name = program.getFileName().toString();
          if (!HIDDEN.matcher(name).matches()) {
            Files.createSymbolicLink(links.resolve(name), real.resolve(name));
          }
        }
      }
    }
    List<String> command =
        new ArrayList<>(
            List.of("bwrap", "--dev-bind", "/", "/", "--bind", "/usr/bin", real.toString()));
    command.addAll(List.of("--bind", links.toString(), "/usr/bin"));
    Path home = Path.of(System.getProperty("user.home"));
    Stream<Path> hidden =
        Stream.of(
            Path.of("/usr/local/go"),
            Path.of("/usr/local/bin"),
            home.resolve(".pyenv"),
            home.resolve("sdk"),
            home.resolve("go"),
            home.resolve(".nvm"),
            home.resolve(".rbenv"),
            home.resolve(".asdf"),
            home.resolve(".local/share/uv"));
    hidden
        .filter(Files::isDirectory)
        .forEach(folder -> command.addAll(List.of("--tmpfs", folder.toString())));
    return command;
  }
}
