package org.omnipkg.ecosystem.ruby.internal.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.ProjectReader;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.ProjectProgramContract;

class RubyProgramContractTest extends ProjectProgramContract {
  private static final String SAID =
      """
      omnipkg-gemfile:{"gems":[{"name":"puma","range":"~> 5.0","groups":["default"],
      "platforms":[],"from":null}],"folders":[],"optional":[],"ruby":null}
      """;

  @Override
  protected ProjectReader reader() {
    return new RubyProjects(environment -> List.of());
  }

  @Override
  protected void program(Path into) throws IOException {
    Files.writeString(
        into.resolve("Gemfile"), "gem 'puma', RUBY_VERSION < '3' ? '~> 4.0' : '~> 5.0'\n");
  }

  @Override
  protected List<String> wanted() {
    return List.of("puma ~> 5.0");
  }

  private Runtime ruby(String implementation, String version) {
    Path home = temporary.resolve(implementation);
    try {
      Files.createDirectories(home.resolve("bin"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Runtime(
        "ruby", implementation, version, home.resolve("bin/ruby"), home, "omnipkg", Map.of());
  }

  @Override
  protected Runtime able() {
    return ruby("jruby", "3.4.2");
  }

  @Override
  protected Runtime unable() {
    return ruby("ruby", "3.1.2");
  }

  @Override
  protected Desk desk(Path scratch) {
    return new CannedDesk(scratch)
        .variable("SOME_TOKEN", SECRET)
        .running(command -> new Desk.Output(0, SAID, ""));
  }

  @Override
  protected Desk failing(Path scratch) {
    return new CannedDesk(scratch).running(command -> new Desk.Output(1, "", "no luck\n"));
  }
}
