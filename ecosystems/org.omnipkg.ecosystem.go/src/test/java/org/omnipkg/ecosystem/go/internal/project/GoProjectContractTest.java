package org.omnipkg.ecosystem.go.internal.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.omnipkg.ecosystem.go.internal.GoGrammar;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.ProjectReader;
import org.omnipkg.tck.ProjectReaderContract;

class GoProjectContractTest extends ProjectReaderContract {
  @Override
  protected ProjectReader reader() {
    return new GoProject();
  }

  @Override
  protected Grammar grammar() {
    return new GoGrammar();
  }

  @Override
  protected void project(Path into) throws IOException {
    Files.writeString(
        into.resolve("go.mod"),
        """
        module mine

        go 1.22

        require (
        	a.b/c v1.0.0
        	a.b/d v1.1.0 // indirect
        )
        """);
  }

  @Override
  protected List<String> wanted() {
    return List.of("a.b/c>=v1.0.0");
  }

  @Override
  protected List<String> locked() {
    return List.of("a.b/d");
  }

  @Override
  protected String runtime() {
    return ">=1.22";
  }

  @Override
  protected void empty(Path into) throws IOException {
    Files.writeString(into.resolve("go.mod"), "module mine\n");
  }

  @Override
  protected void malformed(Path into) throws IOException {
    Files.writeString(into.resolve("go.mod"), "module mine\n\nrequire a.b/c\n");
  }
}
