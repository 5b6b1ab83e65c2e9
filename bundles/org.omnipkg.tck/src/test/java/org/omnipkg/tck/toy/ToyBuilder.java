package org.omnipkg.tck.toy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Role;
import org.omnipkg.spi.Builder;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.Parcel;

/**
 * A source states its needs in {@code needs.txt}; {@code toy --needs} and {@code --build} run it.
 */
public final class ToyBuilder implements Builder {
  private final ToyGrammar grammar = new ToyGrammar();

  @Override
  public List<Dependency> requires(Path source, Desk desk) {
    try {
      return Files.readAllLines(source.resolve("needs.txt")).stream().map(this::need).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Dependency> requires(Path source, Path interpreter, Desk desk) {
    return run(desk, source, List.of(interpreter.toString(), "--needs"), List.of(source))
        .lines()
        .map(this::need)
        .toList();
  }

  @Override
  public String format() {
    return "toy";
  }

  @Override
  public Artifact build(Pin pin, Path source, Path interpreter, Path into, Desk desk) {
    String name = pin.name().name() + "-" + pin.version() + ".toy";
    Path file = into.resolve(name);
    run(
        desk,
        source,
        List.of(interpreter.toString(), "--build", file.toString()),
        List.of(source, into));
    try {
      Map<String, String> hashes = Map.of("sha256", Parcel.sha256(Files.readAllBytes(file)));
      return new Artifact(
          name, "toy", file.toUri(), hashes, OptionalLong.of(Files.size(file)), Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String run(Desk desk, Path source, List<String> argv, List<Path> writable) {
    Desk.Output said =
        desk.run(
            new Desk.Command(
                argv,
                source,
                Map.of("PATH", "/usr/bin:/bin"),
                Optional.empty(),
                Duration.ofMinutes(10),
                Optional.of(new Desk.Sandbox(List.of(), writable))));
    if (said.exit() != 0) {
      throw new Refusal(
          Diagnostic.outside("build.failed", "building `" + source.getFileName() + "` failed", "")
              .with(said.err().lines().toList()));
    }
    return said.out();
  }

  private Dependency need(String words) {
    Dependency read = grammar.parse(words);
    return new Dependency(
        read.target(),
        read.range(),
        read.features(),
        read.alias(),
        read.tie(),
        Role.BUILD,
        read.when(),
        read.direct(),
        read.text());
  }
}
