package org.omnipkg.ecosystem.python.internal.index;

import java.nio.file.Path;
import java.util.List;
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
  private static final String INDEX = "https://index.example/simple/";
  private static final String PAGE = INDEX + "foo/";
  private static final String FILES = "https://files.example/";

  @TempDir Path scratch;

  @Override
  protected PackageIndex index() {
    return new SimpleIndex(new ArtifactChoice());
  }

  @Override
  protected Versions versions() {
    return new PythonVersions();
  }

  private CannedDesk registry(String... indexes) {
    String one = "foo-1.2-py3-none-any.whl";
    String other = "foo-1.10-py3-none-any.whl";
    String source = "foo-1.3rc1.tar.gz";
    CannedDesk desk =
        new CannedDesk(scratch)
            .document(
                PAGE,
                "text/html",
                Stream.of(other, one, source)
                    .map(
                        name ->
                            "<a " + yanked(name) + "href='" + FILES + name + "'>" + name + "</a>")
                    .collect(Collectors.joining("\n")))
            .document(
                "https://other.example/foo/",
                "text/html",
                "<a href='" + FILES + "foo-9-py3-none-any.whl'>foo-9-py3-none-any.whl</a>")
            .document(
                FILES + one, "", Wheels.wheel("foo-1.2", Wheels.metadata("2.1", "foo", "1.2"), 10))
            .document(
                FILES + other,
                "",
                Wheels.wheel(
                    "foo-1.10", Wheels.metadata("2.1", "foo", "1.10", "Requires-Dist: bar"), 10))
            .document(FILES + source, "", Wheels.tarGz(Map.of("foo-1.3rc1/setup.py", "")))
            .refusing("https://broken.example/foo/", "fetch.server-error");
    for (String index : indexes) {
      desk.source("index-" + desk.sources("python").size(), index, Source.Form.INDEX);
    }
    return desk;
  }

  private static String yanked(String name) {
    return name.startsWith("foo-1.2-") ? "data-yanked='broken' " : "";
  }

  @Override
  protected Desk desk() {
    return registry(INDEX);
  }

  @Override
  protected Desk brokenDesk() {
    return registry("https://broken.example/");
  }

  @Override
  protected Desk twoIndexes() {
    return registry(INDEX, "https://other.example/");
  }

  @Override
  protected Desk brokenFirst() {
    return registry("https://broken.example/", INDEX);
  }

  @Override
  protected Needy needy() {
    return new Needy("1.10", List.of("bar"));
  }

  @Override
  protected String prerelease() {
    return "1.3rc1";
  }

  @Override
  protected String withdrawn() {
    return "1.2";
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
