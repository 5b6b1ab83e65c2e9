package org.omnipkg.ecosystem.ruby.internal.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.ruby.internal.runtime.SandboxedRuby;
import org.omnipkg.ecosystem.ruby.internal.text.Malformed;
import org.omnipkg.ecosystem.ruby.internal.text.Names;
import org.omnipkg.ecosystem.ruby.internal.version.GemRequirement;
import org.omnipkg.ecosystem.support.Script;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;

/**
 * Reads a Gemfile that is more than plain lines as bundler does: by its own language, run in the
 * sandbox with a Ruby of the machine, else with one that is obtained.
 */
final class EvaluatedGemfile {
  private static final Script SCRIPT = Script.of(EvaluatedGemfile.class, "gemfile.rb");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MARK = "omnipkg-gemfile:";
  private static final int NO_BUNDLER = 3;
  private static final int SHOWN = 12;

  /** Variables that are nobody's business, a Gemfile's least of all. */
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(token|secret|passw|key|credential|auth).*|BUNDLE_.*");

  private final Path folder;
  private final String name;
  private final Stream<SandboxedRuby> rubies;
  private final Desk desk;

  private record Said(
      List<Gem> gems, List<String> folders, List<String> optional, @Nullable Ruby ruby) {}

  private record Gem(
      String name,
      String range,
      List<String> groups,
      List<String> platforms,
      @Nullable String from,
      @Nullable Git git,
      int line) {}

  private record Git(
      String uri,
      @Nullable String ref,
      @Nullable String branch,
      @Nullable String tag,
      @Nullable String glob,
      boolean submodules) {
    GitSource source() {
      return new GitSource(uri, plain(ref), plain(branch), plain(tag), plain(glob), submodules);
    }

    private static String plain(@Nullable String text) {
      return text == null ? "" : text;
    }
  }

  private record Ruby(String range, String engine, @Nullable String engineRange) {}

  /**
   * @param rubies the first that has a bundler is taken, and no further one looked for
   */
  EvaluatedGemfile(Path folder, String name, Stream<SandboxedRuby> rubies, Desk desk) {
    this.folder = folder;
    this.name = name;
    this.rubies = rubies;
    this.desk = desk;
  }

  /**
   * What it says; empty when no Ruby of this machine has a bundler that could tell.
   *
   * @throws Refusal {@code project.malformed} in bundler's words, and {@code sandbox.missing}
   */
  Optional<Gemfile> read() {
    for (Iterator<SandboxedRuby> all = rubies.iterator(); all.hasNext(); ) {
      Desk.Output output = run(all.next());
      int at = output.out().indexOf(MARK);
      if (output.exit() == 0 && at >= 0) {
        desk.progress()
            .note("`" + name + "` is more than plain lines: bundler read it, in the sandbox");
        return Optional.of(gemfile(output.out().substring(at + MARK.length())));
      }
      if (output.exit() != NO_BUNDLER) {
        throw refused(output.err());
      }
    }
    return Optional.empty();
  }

  private Desk.Output run(SandboxedRuby evaluator) {
    try {
      Path room = Files.createTempDirectory(desk.scratch(), "gemfile").toRealPath();
      Path script = Files.writeString(room.resolve("gemfile.rb"), SCRIPT.text());
      List<Path> readable = new ArrayList<>(List.of(folder));
      readable.addAll(evaluator.readable());
      return desk.run(
          new Desk.Command(
              List.of(
                  evaluator.ruby().toString(),
                  "-W0",
                  script.toString(),
                  folder.resolve(name).toString(),
                  MARK),
              folder,
              environment(room, evaluator),
              Optional.empty(),
              PATIENCE,
              Optional.of(new Desk.Sandbox(readable, List.of(room)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> environment(Path room, SandboxedRuby evaluator) {
    Map<String, String> environment = new HashMap<>(desk.environment());
    environment.keySet().removeIf(variable -> SECRET.matcher(variable).matches());
    environment.keySet().removeIf(variable -> variable.startsWith("RUBY"));
    environment.put("HOME", room.toString());
    environment.put("TMPDIR", room.toString());
    environment.put("BUNDLE_APP_CONFIG", room.resolve("bundle").toString());
    environment.put("BUNDLE_USER_HOME", room.resolve("bundle").toString());
    environment.put("BUNDLE_GEMFILE", folder.resolve(name).toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.putAll(evaluator.environment());
    return environment;
  }

  private Gemfile gemfile(String text) {
    Said said;
    try {
      said = new ObjectMapper().readValue(text, new TypeReference<Said>() {});
    } catch (JsonProcessingException e) {
      throw refused("what bundler said of it cannot be read");
    }
    List<Gemfile.Gem> gems = new ArrayList<>();
    for (Gem gem : said.gems()) {
      if (gem.from() != null) {
        throw Trouble.elsewhere(name, gem.name(), gem.from());
      }
      gems.add(gem(gem, said.optional()));
    }
    if (!said.folders().isEmpty()) {
      desk.progress()
          .note(
              "bundler finds "
                  + String.join(", ", said.folders())
                  + " in folders of yours; what these need is installed");
    }
    Optional<Gemfile.Ruby> ruby =
        Optional.ofNullable(said.ruby())
            .map(
                one ->
                    new Gemfile.Ruby(
                        one.range(),
                        one.engine(),
                        one.engineRange() == null ? "" : one.engineRange(),
                        "",
                        0));
    return new Gemfile(gems, ruby, List.of());
  }

  private Gemfile.Gem gem(Gem gem, List<String> optional) {
    Set<String> groups = new LinkedHashSet<>(gem.groups());
    groups.remove("default");
    if (!groups.isEmpty() && optional.containsAll(groups)) {
      groups.add(Gemfile.OPTIONAL);
    }
    try {
      if (!Names.valid(gem.name())) {
        throw new Malformed(gem.name(), "the name of a gem");
      }
      GemRequirement said = GemRequirement.of(gem.range());
      boolean any = said.equals(GemRequirement.of(">= 0"));
      return new Gemfile.Gem(
          gem.name(),
          any ? GemRequirement.ANY : said,
          groups,
          Set.copyOf(gem.platforms()),
          Optional.ofNullable(gem.git()).map(Git::source),
          gem.line());
    } catch (Malformed e) {
      throw refused("`" + e.text() + "` is not " + e.getMessage());
    }
  }

  private Refusal refused(String said) {
    List<String> lines =
        said.replace(folder + "/", "")
            .replaceFirst("\\[!\\] There was an error [^:]*: ", "")
            .replace(" Bundler cannot continue.", "")
            .lines()
            .map(line -> line.replaceFirst("^ *[#>]? *", "").strip())
            .filter(line -> !line.isEmpty() && !line.startsWith("---"))
            .toList();
    return new Refusal(
        Diagnostic.user(
                "project.malformed",
                "bundler cannot read `" + name + "`",
                "correct it; `bundle check` says the same")
            .with(lines.subList(0, Math.min(SHOWN, lines.size()))));
  }
}
