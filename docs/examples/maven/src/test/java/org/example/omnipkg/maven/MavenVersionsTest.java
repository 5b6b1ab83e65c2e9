package org.example.omnipkg.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;
import org.omnipkg.tck.VersionsContract;

class MavenVersionsTest extends VersionsContract {
  @Override
  protected Versions versions() {
    return new MavenVersions();
  }

  @Override
  protected PackageName name() {
    return new PackageName("maven", "org.example:sun");
  }

  @Override
  protected List<String> ascending() {
    return List.of("1.0", "1.2", "1.10", "2.0");
  }

  @Override
  protected String prerelease() {
    return "1.3-rc1";
  }

  @Override
  protected String exactly(String version) {
    return version;
  }

  @Override
  protected String atLeast(String version) {
    return "[" + version + ",)";
  }

  @Override
  protected Target anywhere() {
    return Machines.target();
  }

  /** A repository takes nothing back. */
  @Override
  protected boolean has(Behaviour behaviour) {
    return behaviour != Behaviour.WITHDRAWALS;
  }

  @Test
  void qualifiers_stand_in_mavens_order() {
    List<String> ordered =
        List.of("1.0-alpha-1", "1.0-beta-2", "1.0-M3", "1.0-rc1", "1.0", "1.0-sp1", "1.0.1");
    assertEquals(
        ordered, ordered.stream().sorted(versions().reversed()).sorted(versions()).toList());
  }

  @Test
  void rehearsals_are_told_from_releases() {
    for (String one :
        List.of("2.0-M1", "1.0-alpha-1", "3.0.0.RC2", "1.0b2", "4.0.0-rc-5", "7.0.0.Beta1")) {
      assertTrue(MavenVersions.isRehearsal(one), one);
    }
    for (String one :
        List.of(
            "33.0.0-jre", "3.28.0-GA", "1.0.0.Final", "2.0", "r09", "20040616", "1.0-android")) {
      assertFalse(MavenVersions.isRehearsal(one), one);
    }
  }
}
