package org.omnipkg.tck.toy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.ProjectReader;

/**
 * {@code toys.txt}: a requirement a line, {@code runtime RANGE}; {@code toys.lock} pins them. Or a
 * program.
 */
public final class ToyProjects implements ProjectReader {
  private static final String FILE = "toys.txt";
  private static final String LOCK = "toys.lock";
  private static final String RUNTIME = "runtime ";

  private final ToyGrammar grammar = new ToyGrammar();

  @Override
  public List<String> files() {
    return List.of(FILE);
  }

  @Override
  public Project read(Path folder, Desk desk) {
    return read(
        folder,
        () -> {
          throw ToyProgram.unread(FILE);
        },
        desk);
  }

  @Override
  public boolean serves(Runtime runtime) {
    return ToyProgram.readableBy(runtime);
  }

  @Override
  public Project read(Path folder, Supplier<Runtime> toy, Desk desk) {
    List<String> text = lines(folder.resolve(FILE));
    if (ToyProgram.is(text)) {
      text = ToyProgram.lines(folder.resolve(FILE), toy.get(), desk);
    }
    List<Wanted> wanted = new ArrayList<>();
    Optional<String> runtime = Optional.empty();
    int number = 0;
    for (String line : text) {
      number++;
      if (line.startsWith(RUNTIME)) {
        runtime = Optional.of(line.substring(RUNTIME.length()));
      } else if (!line.isBlank()) {
        wanted.add(new Wanted(checked(line, number), FILE + " line " + number));
      }
    }
    List<Dependency> fixed = new ArrayList<>();
    if (Files.exists(folder.resolve(LOCK))) {
      lines(folder.resolve(LOCK)).forEach(line -> fixed.add(constraint(grammar.parse(line))));
    }
    return new Project(wanted, fixed, Map.of(), runtime);
  }

  private String checked(String words, int line) {
    try {
      return grammar.parse(words).text();
    } catch (Refusal malformed) {
      String message = "cannot read `" + FILE + "` line " + line + ": " + malformed.getMessage();
      throw new Refusal(Diagnostic.user("project.malformed", message, ""), malformed);
    }
  }

  private static Dependency constraint(Dependency d) {
    return new Dependency(
        d.target(),
        d.range(),
        d.features(),
        d.alias(),
        Tie.CONSTRAINS,
        d.role(),
        d.when(),
        d.direct(),
        d.text());
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
