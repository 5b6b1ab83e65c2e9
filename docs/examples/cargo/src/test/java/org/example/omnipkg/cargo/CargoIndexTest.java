package org.example.omnipkg.cargo;

import static org.example.omnipkg.cargo.SmallIndex.needs;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Versions;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.PackageIndexContract;

class CargoIndexTest extends PackageIndexContract {
  private static final String FIRST = "https://first.example/index/";
  private static final String OTHER = "https://other.example/index/";
  private static final String BROKEN = "https://broken.example/index/";

  @TempDir protected Path scratch;

  private CannedDesk registry(String... places) {
    CannedDesk desk = new CannedDesk(scratch);
    int number = 0;
    for (String place : places) {
      desk.source("index-" + ++number, place, Source.Form.INDEX);
    }
    new SmallIndex(desk, FIRST)
        .crate("some-crate", "1.10.0", "")
        .crate("some-crate", "1.0.0", ",\"yanked\":true")
        .crate(
            "some-crate",
            "1.2.0",
            ",\"rust_version\":\"1.70\"",
            needs("planet", "^2.0"),
            needs("builder", "1", ",\"kind\":\"build\""),
            needs("probe", "1", ",\"kind\":\"dev\""),
            needs("maybe", "1", ",\"optional\":true"))
        .crate("some-crate", "1.3.0-rc.1", "");
    new SmallIndex(desk, OTHER).crate("some-crate", "9.0.0", "");
    desk.refusing(BROKEN + SparseIndex.path("some-crate"), "fetch.server-error");
    return desk;
  }

  @Override
  protected PackageIndex index() {
    return new CargoIndex();
  }

  @Override
  protected Versions versions() {
    return new CargoVersions();
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
    return new PackageName("cargo", "some-crate");
  }

  @Override
  protected PackageName unknown() {
    return new PackageName("cargo", "nothing");
  }

  @Override
  protected Needy needy() {
    return new Needy("1.2.0", List.of("planet@^2.0", "builder@1"));
  }

  @Override
  protected String prerelease() {
    return "1.3.0-rc.1";
  }

  @Override
  protected String withdrawn() {
    return "1.0.0";
  }

  @Test
  void crates_lie_where_cargo_looks_for_them() {
    assertEquals("1/a", SparseIndex.path("a"));
    assertEquals("2/ab", SparseIndex.path("ab"));
    assertEquals("3/a/abc", SparseIndex.path("abc"));
    assertEquals("ri/pg/ripgrep", SparseIndex.path("RipGrep"));
  }

  @Test
  void an_index_may_say_by_a_template_where_its_crates_are() {
    CannedDesk desk = registry(FIRST);
    desk.document(
        FIRST + "config.json",
        "application/json",
        "{\"dl\": \"https://files.example/{prefix}/{crate}/{crate}-{version}.crate\"}");
    assertEquals(
        "https://files.example/so/me/some-crate/some-crate-1.10.0.crate",
        index()
            .releases(known(), desk)
            .find("1.10.0")
            .orElseThrow()
            .artifacts()
            .get(0)
            .location()
            .toString());
  }
}
