package org.omnipkg.ecosystem.go.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;
import org.omnipkg.tck.VersionsContract;

class GoVersionsTest extends VersionsContract {
  private final Versions versions = new GoVersions();

  @Override
  protected Versions versions() {
    return versions;
  }

  @Override
  protected PackageName name() {
    return new PackageName("go", "github.com/a/b");
  }

  @Override
  protected List<String> ascending() {
    return List.of("v1.2.3", "v1.9.0", "v1.10.0", "v1.10.1");
  }

  @Override
  protected String prerelease() {
    return "v1.10.0-rc.1";
  }

  @Override
  protected String exactly(String version) {
    return version;
  }

  @Override
  protected String atLeast(String version) {
    return ">=" + version;
  }

  @Override
  protected Target anywhere() {
    return new Target(new Platform("linux", "x86_64", "glibc", "2.36"), List.of());
  }

  private String admitted(String range) {
    List<Release> releases =
        List.of("v1.1.9", "v1.2.0", "v1.2.10", "v1.20.0").stream()
            .map(
                v ->
                    new Release(
                        new Pin(name(), v),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Condition.ALWAYS,
                        "",
                        List.of()))
            .toList();
    return versions
        .select(range, new Listing(name(), releases, Map.of(), Map.of(), "default"))
        .admitted()
        .toString();
  }

  @Test
  void a_beginning_means_whole_numbers() {
    assertEquals("{1, 2}", admitted("v1.2"));
    assertEquals("{0, 1, 2, 3}", admitted("v1"));
  }

  @Test
  void comparisons_must_all_hold() {
    assertEquals("{1, 2}", admitted(">=v1.2.0,<v1.20"));
    assertEquals("{0, 2, 3}", admitted("!=v1.2.0"));
    assertEquals("{0, 1, 2, 3}", admitted("latest"));
  }
}
