package org.omnipkg.ecosystem.go.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.go.internal.NativeGo;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk.Command;
import org.omnipkg.spi.Desk.Output;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;
import org.omnipkg.tck.Children;
import org.omnipkg.tck.Parcel;

/** A generation of made-up modules with the machine's own Go, and nothing from the network. */
@Tag("live")
class RealGoLiveTest {
  private static final String PROGRAM =
      "package main\n\nimport (\n\t\"fmt\"\n\n\t\"example.com/Door\"\n)\n\n"
          + "func main() { fmt.Println(door.Open()) }\n";

  @TempDir Path temporary;
  private Path root;
  private Path trees;

  @BeforeEach
  void makeGeneration() throws IOException {
    root = temporary.resolve("home/env/default/gens/0001");
    trees = temporary.resolve("home/store/go");
    lay(
        List.of(
            Zips.parcel(
                "example.com/Door",
                "v1.2.0",
                Map.of(),
                Map.of(),
                "go.mod",
                "module example.com/Door\n\ngo 1.20\n\nrequire (\n\texample.com/hinge v0.9.0\n"
                    + "\texample.com/gone v0.1.0\n)\n",
                "door.go",
                "package door\n\nimport \"example.com/hinge\"\n\n"
                    + "func Open() string { return hinge.Creak() }\n"),
            Zips.parcel(
                "example.com/hinge",
                "v0.0.0-20191109021931-daa7c04131f5",
                Map.of(),
                Map.of(),
                "hinge.go",
                "package hinge\n\nfunc Creak() string { return \"creak\" }\n")));
  }

  private void lay(List<Parcel> parcels) throws IOException {
    Path go = NativeGo.executable().toRealPath();
    Path home = go.getParent().getParent();
    String version = NativeGo.run(temporary, Map.of(), "env", "GOVERSION").strip().substring(2);
    Runtime runtime = new Runtime("go", "go", version, go, home, "path", Map.of());
    Target on = new Target(new Platform("linux", "x86_64", "glibc", "2.36"), List.of(runtime));
    List<Prefix.Tree> all = new ArrayList<>();
    for (Parcel parcel : parcels) {
      Bubble bubble =
          new GoLayout()
              .place(parcel.node(), parcel.artifact(), parcel.entries(), parcel.contents(), on);
      Path tree = trees.resolve(bubble.key());
      for (Placement placement : bubble.placements()) {
        Path file = tree.resolve(placement.path());
        Files.createDirectories(file.getParent());
        Files.write(file, bytes(placement, parcel));
      }
      all.add(new Prefix.Tree(parcel.node(), tree, bubble.facts(), true));
    }
    for (Step step :
        new GoLayout().prefix(new Prefix(root, root, runtime, all, Optional.empty()))) {
      if (step instanceof Step.Write write) {
        Files.createDirectories(write.path().getParent());
        Files.writeString(write.path(), write.text());
        write.path().toFile().setExecutable(write.executable());
      } else if (step instanceof Step.Symlink link) {
        Files.createDirectories(link.path().getParent());
        Files.createSymbolicLink(link.path(), Path.of(link.target()));
      }
    }
  }

  private static byte[] bytes(Placement placement, Parcel parcel) {
    if (placement.text().isPresent()) {
      return placement.text().get().getBytes();
    }
    Entry entry =
        parcel.entries().stream()
            .filter(e -> e.digest().equals(placement.digest().orElseThrow()))
            .findFirst()
            .orElseThrow();
    return parcel.contents().read(entry);
  }

  private String go(Path folder, String... arguments) {
    List<String> argv = new ArrayList<>(List.of(root.resolve("bin/go").toString()));
    argv.addAll(List.of(arguments));
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("GOFLAGS", "-buildvcs=false");
    environment.put("GOPROXY", "http://127.0.0.1:9");
    Output output =
        Children.run(
            new Command(
                argv,
                folder,
                environment,
                Optional.empty(),
                Duration.ofMinutes(5),
                Optional.empty()));
    assertEquals(0, output.exit(), output.err());
    return output.out();
  }

  private Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file :
          all.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS)).toList()) {
        files.put(
            folder.relativize(file).toString(),
            Files.getLastModifiedTime(file) + " " + Files.readString(file));
      }
    }
    return files;
  }

  @Test
  void a_program_without_a_go_mod_runs_and_nothing_stored_changes() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("loose"));
    Files.writeString(folder.resolve("app.go"), PROGRAM);
    Map<String, String> before = files(trees);
    Map<String, String> generation = files(root);
    assertEquals("creak\n", go(folder, "run", "app.go"));
    go(folder, "vet", "app.go");
    go(folder, "list", "-m", "all");
    assertEquals(before, files(trees));
    assertEquals(generation, files(root));
    assertEquals(1, files(folder).size());
  }

  @Test
  void a_module_of_the_users_builds_with_the_environments_versions() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("mine/cmd/app"));
    Path top = temporary.resolve("mine");
    Files.writeString(
        top.resolve("go.mod"), "module mine\n\ngo 1.20\n\nrequire example.com/Door v1.0.0\n");
    Files.writeString(folder.resolve("main.go"), PROGRAM);
    Map<String, String> before = files(top);
    assertEquals("creak\n", go(folder, "run", "."));
    assertEquals("mine/cmd/app\n", go(top, "list", "./..."));
    assertEquals(before, files(top));
  }

  @Test
  void modules_of_a_workspace_build_with_the_environments_versions() throws IOException {
    Path top = temporary.resolve("space");
    Path app = Files.createDirectories(top.resolve("the app"));
    Path own = Files.createDirectories(top.resolve("own"));
    Files.writeString(top.resolve("go.work"), "go 1.20\n\nuse (\n\t\"./the app\"\n\t./own\n)\n");
    Files.writeString(
        app.resolve("go.mod"),
        "module mine\n\ngo 1.20\n\nrequire (\n\texample.com/Door v1.0.0\n\town.org/own v0.0.0\n)\n");
    Files.writeString(
        app.resolve("main.go"),
        PROGRAM.replaceFirst("import \\(", "import (\n\t_ \"own.org/own\"\n"));
    Files.writeString(own.resolve("go.mod"), "module own.org/own\n\ngo 1.20\n");
    Files.writeString(own.resolve("own.go"), "package own\n");
    Map<String, String> before = files(top);
    assertEquals("creak\n", go(app, "run", "."));
    go(top, "vet", "./the app", "./own");
    assertEquals(before, files(top));
  }
}
