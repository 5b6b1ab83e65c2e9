package org.omnipkg.ecosystem.ruby.internal.index;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.ruby.internal.RubyVersions;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Versions;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.PackageIndexContract;

public class CompactIndexContractTest extends PackageIndexContract {
  static final String SUM = "0".repeat(64);
  static final String PAGE =
      """
      ---
      1.10.0 bar:>= 0,baz:>= 1.2&~> 1.0|checksum:%s,ruby:>= 2.5
      1.2.0 |checksum:%s
      1.3.0.rc1 |checksum:%s
      """
          .formatted(SUM, SUM, SUM);

  @TempDir Path scratch;

  @Override
  protected PackageIndex index() {
    return new RubyIndex();
  }

  @Override
  protected Versions versions() {
    return new RubyVersions();
  }

  private CannedDesk registry(String... indexes) {
    CannedDesk desk =
        new CannedDesk(scratch)
            .document("https://index.example/versions", "text/plain", "created_at: now\n---\n")
            .document("https://index.example/info/foo", "text/plain", PAGE)
            .document("https://other.example/versions", "text/plain", "created_at: now\n---\n")
            .document("https://other.example/info/foo", "text/plain", "---\n9 |checksum:" + SUM)
            .refusing("https://broken.example/info/foo", "fetch.server-error");
    for (String index : indexes) {
      desk.source("index-" + desk.sources("ruby").size(), index, Source.Form.INDEX);
    }
    return desk;
  }

  @Override
  protected Desk desk() {
    return registry("https://index.example/");
  }

  @Override
  protected Desk brokenDesk() {
    return registry("https://broken.example");
  }

  @Override
  protected Desk twoIndexes() {
    return registry("https://index.example", "https://other.example/");
  }

  @Override
  protected Desk brokenFirst() {
    return registry("https://broken.example/", "https://index.example/");
  }

  @Override
  protected Needy needy() {
    return new Needy("1.10.0", List.of("bar", "baz >= 1.2, ~> 1.0"));
  }

  @Override
  protected String prerelease() {
    return "1.3.0.rc1";
  }

  @Override
  protected String withdrawn() {
    return "1.2.0";
  }

  /** What is yanked vanishes. */
  @Override
  protected boolean has(Behaviour behaviour) {
    return behaviour != Behaviour.WITHDRAWALS;
  }

  @Override
  protected PackageName known() {
    return new PackageName("ruby", "foo");
  }

  @Override
  protected PackageName unknown() {
    return new PackageName("ruby", "bar");
  }
}
