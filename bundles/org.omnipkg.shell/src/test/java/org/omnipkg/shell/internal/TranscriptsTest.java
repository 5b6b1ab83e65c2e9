package org.omnipkg.shell.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.omnipkg.api.Commands.Terminal;

class TranscriptsTest {
  private static final Path FOLDER = Path.of("src/test/resources/transcripts");

  @TestFactory
  List<DynamicTest> every_transcript_is_what_is_printed() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(FOLDER)) {
      files = all.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
    assertFalse(files.isEmpty());
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
        .toList();
  }

  private static void check(Path file) throws IOException {
    World world = new World();
    Map<String, String> filters =
        Map.of(
            "running   .*", "running   [TIME]",
            ", line \\d+", "",
            "(\"(?:created|changed)\": )\"[^\"]+\"", "$1\"[TIME]\"");
    new Transcript(file, filters)
        .check(
            (variables, argv) -> {
              World.Ran ran =
                  world.run(variables, Terminal.NONE, "", () -> false, argv.toArray(String[]::new));
              String exec =
                  ran.finish().exec().map(plan -> "exec " + plan.argv() + "\n").orElse("");
              return new Transcript.Result(ran.code(), exec + ran.out(), ran.err());
            });
  }
}
