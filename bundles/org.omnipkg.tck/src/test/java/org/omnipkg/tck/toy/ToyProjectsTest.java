package org.omnipkg.tck.toy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.ProjectReader;
import org.omnipkg.tck.ProjectReaderContract;

public class ToyProjectsTest extends ProjectReaderContract {
  @Override
  protected ProjectReader reader() {
    return new ToyProjects();
  }

  @Override
  protected Grammar grammar() {
    return new ToyGrammar();
  }

  @Override
  protected void project(Path into) throws IOException {
    Files.writeString(into.resolve("toys.txt"), "runtime >=2\nbrick>=2\n\nsand\n");
    Files.writeString(into.resolve("toys.lock"), "brick=3\nsand=1\n");
  }

  @Override
  protected List<String> wanted() {
    return List.of("brick>=2", "sand");
  }

  @Override
  protected List<String> locked() {
    return List.of("brick", "sand");
  }

  @Override
  protected String runtime() {
    return ">=2";
  }

  @Override
  protected void empty(Path into) throws IOException {
    Files.writeString(into.resolve("toys.txt"), "");
  }

  @Override
  protected void malformed(Path into) throws IOException {
    Files.writeString(into.resolve("toys.txt"), "brick\nsand\ntwo bricks\n");
  }
}
