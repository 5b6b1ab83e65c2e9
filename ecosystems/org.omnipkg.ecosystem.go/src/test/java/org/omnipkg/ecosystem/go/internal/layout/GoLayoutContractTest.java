package org.omnipkg.ecosystem.go.internal.layout;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.LayoutContract;
import org.omnipkg.tck.Parcel;

class GoLayoutContractTest extends LayoutContract {
  private static final Map<String, String> ANY = Map.of("sha256", "0".repeat(64));

  @Override
  protected Layout layout() {
    return new GoLayout();
  }

  @Override
  protected Target target() {
    Path home = temporary.resolve("toolchain");
    return new Target(
        new Platform("linux", "x86_64", "glibc", "2.36"),
        List.of(
            new Runtime("go", "gc", "1.22.5", home.resolve("bin/go"), home, "system", Map.of())));
  }

  @Override
  protected List<Parcel> parcels() {
    return List.of(
        Zips.parcel(
            "example.com/Door",
            "v1.2.0",
            ANY,
            Map.of(),
            "go.mod",
            "module example.com/Door\n\ngo 1.20\n\nrequire example.com/hinge/v2 v2.0.1\n",
            "main.go",
            "package main\n\nfunc main() {}\n"),
        Zips.parcel(
            "example.com/hinge/v2",
            "v2.1.0",
            Map.of("sha256", "1".repeat(64)),
            Map.of(),
            "hinge.go",
            "package hinge\n",
            "bin/x",
            "y"));
  }

  @Override
  protected List<Parcel> contradictions() {
    return List.of(
        Parcel.of(
            parcels().get(0).pin(),
            parcels().get(0).artifact(),
            Map.of("example.com/Window@v1.2.0/main.go", "package main\n")),
        Zips.parcel(
            "example.com/Door",
            "v1.2.0",
            Map.of("h1", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
            Map.of(),
            "main.go",
            "package main\n"));
  }

  @Override
  protected List<Artifact> fitting() {
    Artifact zip = parcels().get(0).artifact();
    return List.of(zip, Zips.artifact("example.com/Door", "v9.0.0", ANY, Map.of()));
  }

  @Override
  protected List<Artifact> unfit() {
    return List.of(
        new Artifact(
            "door-1.0.tar.gz",
            "sdist",
            URI.create("https://files.example/door-1.0.tar.gz"),
            ANY,
            OptionalLong.empty(),
            Map.of()));
  }

  @Override
  protected Set<String> commands() {
    return Set.of("Door");
  }
}
