package org.omnipkg.ecosystem.go.internal.index;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.go.internal.GoVersions;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Versions;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.PackageIndexContract;

class ProxyIndexContractTest extends PackageIndexContract {
  private static final String ONE = "https://proxy.example";
  private static final String OTHER = "https://other.example/go";

  @TempDir Path folder;

  private static CannedDesk proxy(CannedDesk desk, String base, String... versions) {
    String door = base + "/example.com/!door";
    desk.document(door + "/@v/list", "text/plain", String.join("\n", versions) + "\n");
    for (String version : versions) {
      desk.document(
          door + "/@v/" + version + ".mod",
          "text/plain",
          "module example.com/Door\n\ngo 1.20\n\nrequire (\n\texample.com/hinge v1.5.0\n"
              + "\texample.com/screw v0.0.0-20191109021931-daa7c04131f5 // indirect\n)\n\n"
              + "// the hinges fall out\nretract v1.1.0\n");
    }
    return desk;
  }

  private CannedDesk empty() {
    return new CannedDesk(folder)
        .variable("GOSUMDB", "off")
        .variable("GOPROXY", "off")
        .variable("GOENV", "off");
  }

  @Override
  protected PackageIndex index() {
    return new ProxyIndex();
  }

  @Override
  protected Versions versions() {
    return new GoVersions();
  }

  @Override
  protected Desk desk() {
    return proxy(
        empty().source("default", ONE, Source.Form.INDEX),
        ONE,
        "v1.10.0",
        "v1.0.0",
        "v1.1.0",
        "v1.9.0",
        "v1.11.0-rc.1");
  }

  @Override
  protected Desk brokenDesk() {
    return empty()
        .source("default", ONE, Source.Form.INDEX)
        .refusing(ONE + "/example.com/!door/@v/list", "fetch.server-error");
  }

  @Override
  protected Desk twoIndexes() {
    CannedDesk desk = (CannedDesk) desk();
    return proxy(desk.source("default-2", OTHER, Source.Form.INDEX), OTHER, "v9.0.0");
  }

  @Override
  protected Desk brokenFirst() {
    CannedDesk desk =
        empty()
            .source("default", OTHER, Source.Form.INDEX)
            .refusing(OTHER + "/example.com/!door/@v/list", "fetch.server-error")
            .source("default-2", ONE, Source.Form.INDEX);
    return proxy(desk, ONE, "v1.0.0", "v1.1.0");
  }

  @Override
  protected PackageName known() {
    return new PackageName("go", "example.com/Door");
  }

  @Override
  protected PackageName unknown() {
    return new PackageName("go", "example.com/nosuchthing");
  }

  @Override
  protected Needy needy() {
    return new Needy(
        "v1.10.0",
        List.of(
            "example.com/hinge>=v1.5.0", "example.com/screw>=v0.0.0-20191109021931-daa7c04131f5"));
  }

  @Override
  protected String prerelease() {
    return "v1.11.0-rc.1";
  }

  @Override
  protected String withdrawn() {
    return "v1.1.0";
  }
}
