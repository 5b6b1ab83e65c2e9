package org.omnipkg.ecosystem.go.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk.Command;
import org.omnipkg.spi.Desk.Output;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;
import org.omnipkg.tck.Children;

/** The go command of a generation, with a toolchain that tells what it is asked. */
abstract class GoCommandBench {
  @TempDir Path temporary;
  Path home;
  Path root;
  Path project;

  @BeforeEach
  void makeGeneration() throws IOException {
    home = Files.createDirectories(temporary.resolve("tool's chain/bin")).getParent();
    Path real = home.resolve("bin/go");
    Files.writeString(
        real,
        "#!/bin/sh\n[ \"$1\" != env ] || { echo \"$FROM_FILE\"; exit; }\n"
            + "echo \"args $*\"\necho \"flags $GOFLAGS\"\necho \"proxy $GOPROXY\"\n"
            + "echo \"cache $GOMODCACHE\"\n[ -z \"$GOWORK\" ] || echo \"work $GOWORK\"\n"
            + "for f in $GOFLAGS; do case $f in -modfile=*) cat \"${f#-modfile=}\";; esac; done\n");
    real.toFile().setExecutable(true);
    root = temporary.resolve("home/env/default/gens/0001");
    project = Files.createDirectories(temporary.resolve("project/sub")).getParent();
    lay(
        List.of(
            tree("example.com/door", "v1.2.0", List.of("example.com/hinge v1.0.0")),
            tree("example.com/hinge", "v1.1.0", List.of("example.com/gone v0.1.0"))));
  }

  Prefix.Tree tree(String path, String version, List<String> requires) {
    Node node =
        new Node(
            "go:" + path,
            new Pin(new PackageName("go", path), version),
            Optional.empty(),
            Set.of(),
            "default");
    ModuleFacts facts =
        new ModuleFacts(path, version, "Zip=", "Mod=", requires, List.of(), List.of());
    return new Prefix.Tree(node, temporary.resolve("store/go/x"), facts.facts(), true);
  }

  void lay(List<Prefix.Tree> trees) throws IOException {
    Runtime runtime =
        new Runtime("go", "gc", "1.22.5", home.resolve("bin/go"), home, "system", Map.of());
    List<Step> steps =
        new GoLayout().prefix(new Prefix(root, root, runtime, trees, Optional.empty(), List.of()));
    for (Step step : steps) {
      if (step instanceof Step.Write write) {
        Files.createDirectories(write.path().getParent());
        Files.writeString(write.path(), write.text());
        write.path().toFile().setExecutable(write.executable());
      }
    }
  }

  String go(Map<String, String> variables, Path folder, String... arguments) {
    List<String> argv = new ArrayList<>(List.of(root.resolve("bin/go").toString()));
    argv.addAll(List.of(arguments));
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("PATH", System.getenv("PATH"));
    Output output = run(argv, folder, environment);
    assertEquals(0, output.exit(), output.err());
    return output.out() + output.err();
  }

  static Output run(List<String> argv, Path folder, Map<String, String> environment) {
    return Children.run(
        new Command(
            argv, folder, environment, Optional.empty(), Duration.ofMinutes(1), Optional.empty()));
  }

  Output build() {
    return run(
        List.of(root.resolve("bin/go").toString(), "build"),
        project,
        Map.of("PATH", System.getenv("PATH")));
  }

  String goMod(String text) throws IOException {
    Files.writeString(project.resolve("go.mod"), text);
    String said = go(Map.of(), project.resolve("sub"), "build", "./...");
    return said.substring(said.indexOf("module "));
  }

  static String between(String text, String before, String after) {
    int from = text.indexOf(before) + before.length();
    return text.substring(from, text.indexOf(after, from));
  }
}
