package org.example.omnipkg.maven;

import static org.example.omnipkg.maven.SmallRepository.needs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Versions;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.PackageIndexContract;

class MavenIndexTest extends PackageIndexContract {
  private static final String FIRST = "https://first.example/maven2/";
  private static final String OTHER = "https://other.example/maven2/";
  private static final String BROKEN = "https://broken.example/maven2/";

  @TempDir protected Path scratch;

  private CannedDesk registry(String... places) {
    CannedDesk desk = new CannedDesk(scratch);
    int number = 0;
    for (String place : places) {
      desk.source("repository-" + ++number, place, Source.Form.INDEX);
    }
    new SmallRepository(desk, FIRST)
        .jar("org.example:sun", "1.10")
        .jar("org.example:sun", "1.0")
        .jar(
            "org.example:sun",
            "1.2",
            needs("org.example:planet", "2.0"),
            needs("org.example:moon", "[1,2)", "<scope>runtime</scope>"),
            needs("org.example:dust", "1", "<optional>true</optional>"),
            needs("org.example:probe", "1", "<scope>test</scope>"))
        .jar("org.example:sun", "1.3-rc1");
    new SmallRepository(desk, OTHER).jar("org.example:sun", "9.0");
    desk.refusing(BROKEN + "org/example/sun/maven-metadata.xml", "fetch.server-error");
    return desk;
  }

  @Override
  protected PackageIndex index() {
    return new MavenIndex();
  }

  @Override
  protected Versions versions() {
    return new MavenVersions();
  }

  @Override
  protected Desk desk() {
    return registry(FIRST);
  }

  @Override
  protected Desk brokenDesk() {
    return registry(BROKEN);
  }

  @Override
  protected Desk twoIndexes() {
    return registry(FIRST, OTHER);
  }

  @Override
  protected Desk brokenFirst() {
    return registry(BROKEN, FIRST);
  }

  @Override
  protected PackageName known() {
    return new PackageName("maven", "org.example:sun");
  }

  @Override
  protected PackageName unknown() {
    return new PackageName("maven", "org.example:nothing");
  }

  @Override
  protected Needy needy() {
    return new Needy("1.2", List.of("org.example:planet@2.0", "org.example:moon@[1,2)"));
  }

  @Override
  protected String prerelease() {
    return "1.3-rc1";
  }

  @Override
  protected String withdrawn() {
    return "1.0";
  }

  @Override
  protected boolean has(Behaviour behaviour) {
    return behaviour != Behaviour.WITHDRAWALS;
  }

  @Test
  void a_version_that_is_there_and_not_listed_is_found() {
    CannedDesk desk = registry(FIRST);
    desk.document(FIRST + "org/example/hidden/1/hidden-1.pom.sha1", "text/plain", "0".repeat(40));
    Pin hidden = new Pin(new PackageName("maven", "org.example:hidden"), "1");
    assertEquals(hidden, index().unlisted(hidden, desk).orElseThrow().pin());
    Pin none = new Pin(new PackageName("maven", "org.example:hidden"), "2");
    assertTrue(index().unlisted(none, desk).isEmpty());
  }
}
