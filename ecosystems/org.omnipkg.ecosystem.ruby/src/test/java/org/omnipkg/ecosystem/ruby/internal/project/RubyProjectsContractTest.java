package org.omnipkg.ecosystem.ruby.internal.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.omnipkg.ecosystem.ruby.internal.grammar.RubyGrammar;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.ProjectReader;
import org.omnipkg.tck.ProjectReaderContract;

class RubyProjectsContractTest extends ProjectReaderContract {
  @Override
  protected ProjectReader reader() {
    return new RubyProjects(environment -> List.of());
  }

  @Override
  protected Grammar grammar() {
    return new RubyGrammar();
  }

  @Override
  protected void project(Path into) throws IOException {
    Files.writeString(
        into.resolve("Gemfile"),
        """
        source 'https://gems.example'
        ruby '3.1.2'
        gem 'puma', '~> 5.0'
        """);
    Files.writeString(
        into.resolve("Gemfile.lock"),
        """
        GEM
          remote: https://gems.example/
          specs:
            nio4r (2.5.8)
            puma (5.6.5)
              nio4r (~> 2.0)

        PLATFORMS
          ruby

        DEPENDENCIES
          puma (~> 5.0)

        BUNDLED WITH
           2.3.7
        """);
  }

  @Override
  protected List<String> wanted() {
    return List.of("puma ~> 5.0");
  }

  @Override
  protected List<String> locked() {
    return List.of("nio4r", "puma");
  }

  @Override
  protected String runtime() {
    return "= 3.1.2";
  }

  @Override
  protected void empty(Path into) throws IOException {
    Files.writeString(into.resolve("Gemfile"), "");
  }

  @Override
  protected void malformed(Path into) throws IOException {
    Files.writeString(into.resolve("Gemfile"), "gem 'a'\n\nif RUBY_VERSION < '3'\n");
  }
}
