package org.omnipkg.ecosystem.node.internal.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.omnipkg.ecosystem.node.internal.NodeGrammar;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.ProjectReader;
import org.omnipkg.tck.ProjectReaderContract;

class NodeProjectContractTest extends ProjectReaderContract {
  @Override
  protected ProjectReader reader() {
    return new NodeProject();
  }

  @Override
  protected Grammar grammar() {
    return new NodeGrammar();
  }

  @Override
  protected void project(Path into) throws IOException {
    Files.writeString(
        into.resolve("package.json"),
        """
        {"dependencies": {"brick": "^3", "sand": "*"},
         "engines": {"node": ">=18"}}
        """);
    Files.writeString(
        into.resolve("package-lock.json"),
        """
        {"lockfileVersion": 3, "packages": {
          "": {"dependencies": {"brick": "^3", "sand": "*"}},
          "node_modules/brick": {"version": "3.1.0"},
          "node_modules/sand": {"version": "1.0.0"}}}
        """);
  }

  @Override
  protected List<String> wanted() {
    return List.of("brick@^3", "sand");
  }

  @Override
  protected List<String> locked() {
    return List.of("brick", "sand");
  }

  @Override
  protected String runtime() {
    return ">=18";
  }

  @Override
  protected void empty(Path into) throws IOException {
    Files.writeString(into.resolve("package.json"), "{}");
  }

  @Override
  protected void malformed(Path into) throws IOException {
    Files.writeString(into.resolve("package.json"), "{\n  \"a\": 1,\n}");
  }
}
