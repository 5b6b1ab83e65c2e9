package org.omnipkg.tck.toy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;
import org.omnipkg.tck.VersionsContract;

public class ToyVersionsTest extends VersionsContract {
  /** Linux with a Toy on it. */
  static Target target() {
    Runtime runtime =
        new Runtime(
            "toy", "toy", "2.1", Path.of("/toy/bin/toy"), Path.of("/toy"), "system", Map.of());
    return new Target(new Platform("linux", "x86_64", "glibc", "2.36"), List.of(runtime));
  }

  @Override
  protected Versions versions() {
    return new ToyVersions();
  }

  @Override
  protected PackageName name() {
    return new PackageName("toy", "brick");
  }

  @Override
  protected List<String> ascending() {
    return List.of("1", "2", "9", "10");
  }

  @Override
  protected String prerelease() {
    return "9~";
  }

  @Override
  protected String exactly(String version) {
    return "=" + version;
  }

  @Override
  protected String atLeast(String version) {
    return ">=" + version;
  }

  @Override
  protected Target anywhere() {
    return target();
  }
}
