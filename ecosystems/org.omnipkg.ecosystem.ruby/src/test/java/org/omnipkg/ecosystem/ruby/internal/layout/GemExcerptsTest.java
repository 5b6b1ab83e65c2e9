package org.omnipkg.ecosystem.ruby.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.ruby.internal.Small;
import org.omnipkg.ecosystem.ruby.internal.spec.GemFile;
import org.omnipkg.ecosystem.ruby.internal.spec.GemSpec;

class GemExcerptsTest {
  @TempDir Path folder;

  @Test
  void an_excerpt_declares_what_the_gem_does() throws IOException {
    for (String full : List.of("pebble-1.2.0", "pebble-1.10.0", "pebble-1.10.0-java")) {
      GemSpec gem = GemFile.spec(Small.folder().resolve("gems/" + full + ".gem"));
      byte[] excerpt =
          new GemExcerpts()
              .of(
                  PlainGem.artifact(full + ".gem", gem.platform()),
                  folder,
                  GemFacts.of(gem, false).toMap())
              .orElseThrow();
      GemSpec read = GemFile.spec(Files.write(folder.resolve("excerpt.gem"), excerpt));
      assertEquals(full, read.fullName());
      assertEquals(gem.needs().stream().filter(GemSpec.Need::running).toList(), read.needs());
      assertEquals(gem.requiredRuby(), read.requiredRuby());
      assertEquals(gem.requiredRubygems(), read.requiredRubygems());
    }
  }
}
