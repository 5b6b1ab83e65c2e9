package org.example.omnipkg.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.LayoutContract;
import org.omnipkg.tck.Parcel;

class CargoLayoutTest extends LayoutContract {
  static Artifact artifact(String filename, String format) {
    return new Artifact(
        filename,
        format,
        URI.create("https://first.example/" + filename),
        Map.of("sha256", Parcel.sha256(filename.getBytes(StandardCharsets.UTF_8))),
        OptionalLong.empty(),
        Map.of());
  }

  private static Parcel parcel(String name, String said, String... files) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("Cargo.toml", "[package]\nname = \"" + said + "\"\nversion = \"1.2.0\"\n");
    for (String file : files) {
      texts.put(file, "fn main() {}\n");
    }
    return Parcel.of(
        new Pin(new PackageName("cargo", name), "1.2.0"),
        artifact(name + "-1.2.0.crate", "crate"),
        texts);
  }

  @Override
  protected Layout layout() {
    return new CargoLayout();
  }

  @Override
  protected Target target() {
    return Machines.target();
  }

  @Override
  protected List<Parcel> parcels() {
    return List.of(
        parcel(
            "some-crate",
            "some-crate",
            "src/main.rs",
            "src/bin/second.rs",
            "src/bin/third/main.rs"),
        parcel("other-crate", "other-crate", "src/lib.rs"));
  }

  @Override
  protected List<Parcel> contradictions() {
    return List.of(
        parcel("some-crate", "other-crate", "src/main.rs"),
        Parcel.of(
            new Pin(new PackageName("cargo", "some-crate"), "1.2.0"),
            artifact("some-crate-1.2.0.crate", "crate"),
            Map.of("Cargo.toml", "[package\n")),
        Parcel.of(
            new Pin(new PackageName("cargo", "some-crate"), "1.2.0"),
            artifact("some-crate-1.2.0.crate", "crate"),
            Map.of("src/lib.rs", "")));
  }

  @Override
  protected List<Artifact> fitting() {
    return List.of(artifact("a-1.2.0.crate", "crate"), artifact("b-1.2.0.crate", "crate"));
  }

  @Override
  protected List<Artifact> unfit() {
    return List.of(artifact("a-1.2.0.zip", "zip"));
  }

  @Override
  protected Set<String> commands() {
    return Set.of("some-crate", "second", "third");
  }

  @Test
  void programs_a_manifest_names_take_the_place_of_the_usual_one() {
    Parcel plain = parcel("ripgrep", "ripgrep", "src/main.rs");
    Map<String, byte[]> files = new LinkedHashMap<>(plain.files());
    files.put(
        "Cargo.toml",
        """
        [package]
        name = "ripgrep"
        version = "1.2.0"
        [[bin]]
        name = "rg"
        path = "src/main.rs"
        [[bin]]
        name = "extra"
        required-features = ["x"]
        [[bin]]
        name = "../evil"
        """
            .getBytes(StandardCharsets.UTF_8));
    Parcel parcel = new Parcel(plain.pin(), plain.artifact(), files);
    Map<String, List<String>> facts =
        layout()
            .place(parcel.node(), parcel.artifact(), parcel.entries(), parcel.contents(), target())
            .facts();
    assertEquals(List.of("rg"), layout().account(facts).commands());
  }
}
