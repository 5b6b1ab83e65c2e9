package org.omnipkg.ecosystem.python.internal.index;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.python.internal.PythonVersions;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Versions;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.PackageIndexContract;

public class SimpleIndexContractTest extends PackageIndexContract {
  private static final String PAGE = "https://index.example/simple/foo/";
  private static final String FILES = "https://files.example/";

  @TempDir Path scratch;

  private CannedDesk registry() {
    return new CannedDesk(scratch)
        .source("default", "https://index.example/simple/", Source.Form.INDEX);
  }

  @Override
  protected PackageIndex index() {
    return new SimpleIndex(new ArtifactChoice());
  }

  @Override
  protected Versions versions() {
    return new PythonVersions();
  }

  @Override
  protected Desk desk() {
    String one = "foo-1.2-py3-none-any.whl";
    String other = "foo-1.10-py3-none-any.whl";
    String source = "foo-1.3rc1.tar.gz";
    return registry()
        .document(
            PAGE,
            "text/html",
            Stream.of(other, one, source)
                .map(name -> "<a href='" + FILES + name + "'>" + name + "</a>")
                .collect(Collectors.joining("\n")))
        .document(
            FILES + one, "", Wheels.wheel("foo-1.2", Wheels.metadata("2.1", "foo", "1.2"), 10))
        .document(
            FILES + other,
            "",
            Wheels.wheel(
                "foo-1.10", Wheels.metadata("2.1", "foo", "1.10", "Requires-Dist: bar"), 10))
        .document(FILES + source, "", Wheels.tarGz(Map.of("foo-1.3rc1/setup.py", "")));
  }

  @Override
  protected Desk brokenDesk() {
    return registry().refusing(PAGE, "fetch.server-error");
  }

  @Override
  protected PackageName known() {
    return new PackageName("python", "foo");
  }

  @Override
  protected PackageName unknown() {
    return new PackageName("python", "bar");
  }
}
