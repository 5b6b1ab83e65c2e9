package org.omnipkg.tck.toy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.spi.Builder;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.BuilderContract;
import org.omnipkg.tck.CannedDesk;

public class ToyBuilderTest extends BuilderContract {
  @Override
  protected Builder builder() {
    return new ToyBuilder();
  }

  @Override
  protected Pin pin() {
    return new Pin(new PackageName("toy", "brick"), "3");
  }

  @Override
  protected void project(Path folder) throws IOException {
    Files.writeString(folder.resolve("needs.txt"), "kiln>=2\n");
    Files.writeString(folder.resolve("clay"), "soft");
  }

  @Override
  protected void failing(Path folder) throws IOException {
    Files.writeString(folder.resolve("clay"), "no luck");
  }

  @Override
  protected List<String> stated() {
    return List.of("kiln>=2");
  }

  @Override
  protected List<String> named() {
    return List.of("fire", "water=1");
  }

  @Override
  protected Desk desk(Path scratch) {
    return new CannedDesk(scratch).variable("SOME_TOKEN", SECRET).running(ToyBuilderTest::child);
  }

  /** What {@code toy} does when it is run. */
  private static Desk.Output child(Desk.Command command) {
    try {
      String clay = Files.readString(command.directory().resolve("clay"));
      if (command.argv().get(1).equals("--needs")) {
        return new Desk.Output(0, "fire\nwater=1\n", "");
      } else if (clay.equals("no luck")) {
        return new Desk.Output(1, "", clay);
      }
      Files.writeString(Path.of(command.argv().get(2)), "baked " + clay);
      return new Desk.Output(0, "", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Path interpreter() {
    return Path.of("/toy/bin/toy");
  }
}
