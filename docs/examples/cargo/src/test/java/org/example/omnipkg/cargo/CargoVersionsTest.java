package org.example.omnipkg.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;
import org.omnipkg.tck.VersionsContract;

class CargoVersionsTest extends VersionsContract {
  @Override
  protected Versions versions() {
    return new CargoVersions();
  }

  @Override
  protected PackageName name() {
    return new PackageName("cargo", "some-crate");
  }

  @Override
  protected List<String> ascending() {
    return List.of("0.9.0", "1.2.0", "1.10.0", "2.0.0");
  }

  @Override
  protected String prerelease() {
    return "1.3.0-rc.1";
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
    return Machines.target();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.2.3     | 1.2.3 1.9.0        | 1.2.2 2.0.0 2.0.0-rc.1",
        "^0.2.3    | 0.2.3 0.2.9        | 0.2.2 0.3.0",
        "^0.0.3    | 0.0.3              | 0.0.2 0.0.4",
        "0         | 0.0.1 0.9.9        | 1.0.0",
        "0.0       | 0.0.1              | 0.1.0",
        "~1.2.3    | 1.2.3 1.2.9        | 1.3.0",
        "~1        | 1.0.0 1.9.0        | 2.0.0",
        "*         | 0.0.1 9.9.9        | 1.0.0-rc.1",
        "1.*       | 1.0.0 1.9.0        | 0.9.0 2.0.0",
        "1.2.*     | 1.2.0 1.2.9        | 1.3.0",
        "=1.2      | 1.2.0 1.2.9        | 1.3.0",
        ">1.2      | 1.3.0              | 1.2.9",
        "<=1.2     | 1.2.9              | 1.3.0",
        "<2        | 1.9.0              | 2.0.0 2.0.0-rc.1",
        "'>=1.2, <1.5' | 1.2.0 1.4.9    | 1.1.9 1.5.0",
        "1.0.0-rc.1 | 1.0.0-rc.1 1.0.0-rc.2 1.0.0 1.4.0 | 1.1.0-rc.1",
      })
  void requirements_are_read_as_cargo_reads_them(String range, String in, String out) {
    Requirement requirement = Requirement.of(range.strip()).orElseThrow();
    for (String version : in.strip().split(" ", -1)) {
      assertEquals(true, requirement.admits(version), range + " takes " + version);
    }
    for (String version : out.strip().split(" ", -1)) {
      assertEquals(false, requirement.admits(version), range + " takes " + version);
    }
  }

  @Test
  void prereleases_stand_in_semantic_order() {
    List<String> ordered =
        List.of(
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0");
    assertEquals(
        ordered, ordered.stream().sorted(versions().reversed()).sorted(versions()).toList());
  }

  @Test
  void a_requirement_knows_a_version_that_is_in_it() {
    for (String range :
        Stream.of("^0.48", "=1.0.185", "~2.1", ">1.2", "<0.5", ">=0.3, <0.5", "*").toList()) {
      Requirement requirement = Requirement.of(range).orElseThrow();
      assertEquals(true, requirement.admits(requirement.some().orElseThrow()), range);
    }
  }
}
