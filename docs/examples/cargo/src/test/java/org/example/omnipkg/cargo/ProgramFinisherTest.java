package org.example.omnipkg.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Finisher;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.FinisherContract;

class ProgramFinisherTest extends FinisherContract {
  private static final Pin PIN = new Pin(new PackageName("cargo", "app"), "1.0.0");

  @Override
  protected Finisher finisher() {
    return new ProgramFinisher();
  }

  private static Node node(String id) {
    Artifact crate =
        new Artifact(
            "app-1.0.0.crate",
            "crate",
            URI.create("https://first.example/app"),
            Map.of(),
            OptionalLong.empty(),
            Map.of());
    return new Node(id, PIN, Optional.of(crate), Set.of("big"), "default");
  }

  @Override
  protected Node node() {
    return node("cargo:app");
  }

  @Override
  protected Map<String, List<String>> facts() {
    return Map.of(CargoLayout.PROGRAMS, List.of("app"));
  }

  @Override
  protected Map<String, List<String>> readyFacts() {
    return Map.of(CargoLayout.PROGRAMS, List.of());
  }

  @Override
  protected Target target() {
    return target("1.80.0");
  }

  @Override
  protected Target otherTarget() {
    return target("1.81.0");
  }

  private Target target(String version) {
    try {
      Path home = Files.createDirectories(temporary.toRealPath().resolve("rust"));
      Runtime rust =
          new Runtime(
              "cargo", "rust", version, home.resolve("bin/cargo"), home, "system", Map.of());
      return new Target(Machines.platform(), List.of(rust));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void tree(Path folder) throws IOException {
    Files.writeString(folder.resolve("Cargo.toml"), manifest());
  }

  private static String manifest() {
    return """
    [package]
    name = "app"
    version = "1.0.0"
    [features]
    big = ["win/Huge"]
    [dependencies]
    lib = "1"
    [target.'cfg(windows)'.dependencies.win]
    package = "winapi"
    version = "0.48"
    features = ["Console"]
    """;
  }

  /** The vendor folder of the closure, its crates where the store would have them. */
  @Override
  protected void prefix(Path folder) throws IOException {
    Path store = Files.createDirectories(folder.resolveSibling("store"));
    Path vendor = Files.createDirectories(folder.resolve(CargoLayout.VENDOR));
    crate(store, vendor, "app", manifest());
    crate(store, vendor, "lib", "[package]\nname = \"lib\"\nversion = \"1.0.0\"\n");
  }

  private static void crate(Path store, Path vendor, String name, String manifest)
      throws IOException {
    Path tree = Files.createDirectories(store.resolve(name));
    Files.writeString(tree.resolve("Cargo.toml"), manifest);
    Files.createSymbolicLink(vendor.resolve(name + "-1.0.0"), tree);
  }

  @Override
  protected String made() {
    return CargoLayout.BIN + "/app";
  }

  @Override
  protected Desk desk(Path scratch) {
    return desk(scratch, 0, "");
  }

  @Override
  protected Desk failing(Path scratch) {
    return desk(scratch, 101, "error: no luck\n");
  }

  private static Desk desk(Path scratch, int exit, String said) {
    return new CannedDesk(scratch)
        .variable("SOME_TOKEN", SECRET)
        .running(
            child -> {
              try {
                if (exit == 0) {
                  int root = child.argv().indexOf("--root");
                  Path bin = Path.of(child.argv().get(root + 1), "bin");
                  Files.createDirectories(bin);
                  Files.writeString(bin.resolve("app"), "built");
                }
                return new Desk.Output(exit, "", said);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  @Test
  void a_crate_of_a_program_is_not_built_by_itself() {
    assertEquals(Optional.empty(), finisher().need(node("cargo:x/app@1.0.0"), facts(), target()));
  }

  @Test
  void crates_of_other_machines_are_there_as_empty_ones_with_the_features_spoken_of()
      throws IOException {
    Path vendor = temporary.toRealPath().resolve("vendor");
    Files.createDirectories(vendor.resolve("app"));
    Files.writeString(vendor.resolve("app/Cargo.toml"), manifest());
    Stubs.fill(vendor);
    try (Stream<Path> crates = Files.list(vendor)) {
      assertEquals(3, crates.count());
    }
    String stub = Files.readString(vendor.resolve("winapi-0.48.0-elsewhere/Cargo.toml"));
    assertTrue(stub.contains("version = \"0.48.0\""), stub);
    assertTrue(stub.contains("\"Console\" = []") && stub.contains("\"Huge\" = []"), stub);
  }
}
