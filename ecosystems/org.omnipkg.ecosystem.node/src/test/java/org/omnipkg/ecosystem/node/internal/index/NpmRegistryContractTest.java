package org.omnipkg.ecosystem.node.internal.index;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.node.internal.version.NodeVersions;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Versions;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.PackageIndexContract;

public class NpmRegistryContractTest extends PackageIndexContract {
  private static final String REGISTRY = "https://registry.example/";

  @TempDir Path scratch;

  @Override
  protected PackageIndex index() {
    return new NpmRegistry();
  }

  @Override
  protected Versions versions() {
    return new NodeVersions();
  }

  private CannedDesk registry(String... indexes) {
    CannedDesk desk =
        new CannedDesk(scratch)
            .document(
                REGISTRY + "foo",
                "application/json",
                """
                {"name": "foo", "dist-tags": {"latest": "1.10.0"}, "versions": {
                  "1.10.0": {"dependencies": {"bar": "^1"}, "dist": {"tarball": "foo/-/foo-1.10.0.tgz"}},
                  "1.2.0": {"deprecated": "broken", "dist": {"tarball": "foo/-/foo-1.2.0.tgz"}},
                  "1.3.0-rc.1": {"dist": {"tarball": "foo/-/foo-1.3.0-rc.1.tgz"}}}}
                """)
            .document(
                "https://other.example/foo",
                "application/json",
                "{\"versions\": {\"9.0.0\": {\"dist\": {\"tarball\": \"foo/-/foo-9.0.0.tgz\"}}}}")
            .refusing("https://broken.example/foo", "fetch.server-error");
    for (String index : indexes) {
      desk.source("index-" + desk.sources("node").size(), index, Source.Form.INDEX);
    }
    return desk;
  }

  @Override
  protected Desk desk() {
    return registry(REGISTRY);
  }

  @Override
  protected Desk brokenDesk() {
    return registry("https://broken.example/");
  }

  @Override
  protected Desk twoIndexes() {
    return registry(REGISTRY, "https://other.example/");
  }

  @Override
  protected Desk brokenFirst() {
    return registry("https://broken.example/", REGISTRY);
  }

  @Override
  protected Needy needy() {
    return new Needy("1.10.0", List.of("bar@^1"));
  }

  @Override
  protected String prerelease() {
    return "1.3.0-rc.1";
  }

  @Override
  protected String withdrawn() {
    return "1.2.0";
  }

  @Override
  protected PackageName known() {
    return Names.of("foo");
  }

  @Override
  protected PackageName unknown() {
    return Names.of("bar");
  }
}
