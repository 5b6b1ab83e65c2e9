package org.omnipkg.ecosystem.ruby.internal.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.omnipkg.ecosystem.ruby.internal.runtime.SandboxedRuby;
import org.omnipkg.ecosystem.support.Digests;
import org.omnipkg.ecosystem.support.Script;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Builder;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.osgi.service.component.annotations.Component;

/**
 * Builds the gem of a repository's commit: its specification is a program, which the environment's
 * Ruby runs in the sandbox, and packs what it names.
 */
@Component(property = Ecosystem.ID + "=ruby")
public final class GemBuilder implements Builder {
  private static final Script SCRIPT = Script.of(GemBuilder.class, "gem.rb");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int ANOTHER = 3;
  private static final int TAIL = 20;
  private static final int DEEP = 8;
  private static final String EPOCH = "315532800";

  @Override
  public String format() {
    return "gem";
  }

  @Override
  public List<Dependency> requires(Path source, Desk desk) {
    return List.of();
  }

  @Override
  public List<Dependency> requires(Path source, Path interpreter, Desk desk) {
    return List.of();
  }

  @Override
  public Artifact build(Pin pin, Path source, Path interpreter, Path into, Desk desk) {
    String name = pin.name().name();
    try {
      Path root = source.toRealPath();
      Path folder = into.toRealPath();
      Path room = Files.createTempDirectory(desk.scratch(), "gem").toRealPath();
      Path script = Files.writeString(room.resolve("gem.rb"), SCRIPT.text());
      SandboxedRuby ruby = SandboxedRuby.in(prefix(interpreter));
      Desk.Output output =
          desk.run(
              new Desk.Command(
                  List.of(
                      interpreter.toString(), "-W0", script.toString(), name, folder.toString()),
                  root,
                  environment(room, interpreter, ruby),
                  Optional.empty(),
                  PATIENCE,
                  Optional.of(
                      new Desk.Sandbox(readable(root, ruby), List.of(root, folder, room)))));
      if (output.exit() != 0) {
        throw output.exit() == ANOTHER ? another(pin, output) : failed(pin, output);
      }
      return only(folder).orElseThrow(() -> failed(pin, output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path prefix(Path interpreter) {
    Path bin = interpreter.toAbsolutePath().getParent();
    Path prefix = bin == null ? null : bin.getParent();
    return prefix == null ? interpreter : prefix;
  }

  /** Specifications ask git which files there are: what it knows lies at the repository's top. */
  private static List<Path> readable(Path root, SandboxedRuby ruby) {
    List<Path> readable = new ArrayList<>(ruby.readable());
    Path folder = root;
    for (int i = 0; i < DEEP && folder != null; i++, folder = folder.getParent()) {
      Path history = folder.resolve(".git");
      if (Files.isDirectory(history)) {
        readable.add(history);
        break;
      }
    }
    return readable;
  }

  private static Map<String, String> environment(Path room, Path interpreter, SandboxedRuby ruby) {
    Map<String, String> environment = new HashMap<>(ruby.environment());
    environment.put("PATH", interpreter.getParent() + ":/usr/local/bin:/usr/bin:/bin");
    environment.put("HOME", room.toString());
    environment.put("TMPDIR", room.toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("SOURCE_DATE_EPOCH", EPOCH);
    environment.put("GIT_CONFIG_COUNT", "1");
    environment.put("GIT_CONFIG_KEY_0", "safe.directory");
    environment.put("GIT_CONFIG_VALUE_0", "*");
    return environment;
  }

  private Optional<Artifact> only(Path folder) throws IOException {
    List<Path> made;
    try (Stream<Path> files = Files.list(folder)) {
      made = files.filter(Files::isRegularFile).toList();
    }
    if (made.size() != 1) {
      return Optional.empty();
    }
    Path gem = made.get(0);
    return Optional.of(
        new Artifact(
            String.valueOf(gem.getFileName()),
            format(),
            gem.toUri(),
            Map.of("sha256", Digests.hex(gem)),
            OptionalLong.of(Files.size(gem)),
            Map.of()));
  }

  private static Refusal failed(Pin pin, Desk.Output output) {
    List<String> lines = (output.err() + output.out()).lines().map(String::stripTrailing).toList();
    return new Refusal(
        Diagnostic.outside(
                "build.failed",
                "building `" + pin.name().name() + " " + pin.version() + "` from source failed",
                "")
            .with(lines.subList(Math.max(0, lines.size() - TAIL), lines.size())));
  }

  private static Refusal another(Pin pin, Desk.Output output) {
    List<String> there = output.out().lines().map(String::strip).toList();
    return new Refusal(
        Diagnostic.user(
            "gem.not-in-repository",
            "the repository has no gem `"
                + pin.name().name()
                + "` at "
                + pin.version()
                + (there.isEmpty() ? "" : "; it has " + String.join(", ", there)),
            there.isEmpty()
                ? "a gem has a specification, such as `" + pin.name().name() + ".gemspec`"
                : "put its name in front of the address: `ruby:" + there.get(0) + "@git+…`"));
  }
}
