package org.omnipkg.ecosystem.ruby.internal.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Builder;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.BuilderContract;
import org.omnipkg.tck.CannedDesk;

/** The child is a Ruby that packs what the project says; a real one is asked in the live tests. */
class GemBuilderContractTest extends BuilderContract {
  @Override
  protected Builder builder() {
    return new GemBuilder();
  }

  @Override
  protected Pin pin() {
    return new Pin(new PackageName("ruby", "x"), "123456789012");
  }

  @Override
  protected void project(Path folder) throws IOException {
    Files.writeString(folder.resolve("x.gemspec"), "x-1.0");
  }

  @Override
  protected void failing(Path folder) throws IOException {
    Files.writeString(folder.resolve("x.gemspec"), "no luck");
  }

  @Override
  protected List<String> stated() {
    return List.of();
  }

  @Override
  protected List<String> named() {
    return List.of();
  }

  @Override
  protected Desk desk(Path scratch) {
    return new CannedDesk(scratch)
        .variable("SOME_TOKEN", SECRET)
        .running(GemBuilderContractTest::child);
  }

  private static Desk.Output child(Desk.Command command) {
    try {
      String said = Files.readString(command.directory().resolve("x.gemspec"));
      if (!said.startsWith("x-")) {
        return new Desk.Output(said.startsWith("y") ? 3 : 1, said, "");
      }
      Path into = Path.of(command.argv().get(command.argv().size() - 1));
      Files.writeString(into.resolve(said + ".gem"), said);
      return new Desk.Output(0, "", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Path interpreter() {
    try {
      Path prefix = temporary.toRealPath().resolve("prefix");
      Files.createDirectories(prefix.resolve("bin"));
      Files.createDirectories(prefix.resolve("lib/ruby"));
      Files.createDirectories(prefix.resolve("home"));
      Files.writeString(
          prefix.resolve("lib/ruby/omnipkg"),
          prefix.resolve("home/bin/ruby") + "\n" + prefix.resolve("home") + "\nSOME=thing\n");
      return prefix.resolve("bin/ruby");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_repository_without_the_gem_says_which_it_has() throws IOException {
    Path room = temporary.toRealPath();
    Files.writeString(room.resolve("source/x.gemspec"), "y\nz\n");
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () ->
                builder()
                    .build(
                        pin(),
                        room.resolve("source"),
                        interpreter(),
                        room.resolve("into"),
                        desk(Files.createDirectories(room.resolve("scratch")))));
    assertEquals("gem.not-in-repository", refusal.diagnostic().code());
    assertTrue(refusal.diagnostic().message().endsWith("it has y, z"), refusal.toString());
    assertTrue(refusal.diagnostic().hint().contains("ruby:y@git+"), refusal.toString());
  }
}
