package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Version;

/** What add-ons compile against, held against its last release in {@code cnf/baseline}. */
class BaselineIT {
  @ParameterizedTest
  @ValueSource(strings = {"org.omnipkg.model", "org.omnipkg.spi"})
  void a_changed_contract_has_the_version_its_change_asks_for(String contract) throws Exception {
    try (Jar built = new Jar(built(contract).toFile());
        Jar released = new Jar(released(contract).toFile())) {
      assertEquals(
          List.of(),
          compared(built, released).stream()
              .filter(info -> info.mismatch)
              .map(
                  info ->
                      "%s is %s and has to be %s since %s: %s"
                          .formatted(
                              info.packageName,
                              info.newerVersion,
                              info.suggestedVersion,
                              info.olderVersion,
                              info.packageDiff))
              .toList());
    }
  }

  @Test
  void a_type_taken_away_asks_for_a_new_major_version() throws Exception {
    try (Jar built = new Jar(built("org.omnipkg.spi").toFile());
        Jar released = new Jar(released("org.omnipkg.spi").toFile())) {
      assertNotNull(built.remove("org/omnipkg/spi/Trace.class"));
      assertEquals(
          Map.of("org.omnipkg.spi", new Version(2, 0, 0)),
          compared(built, released).stream()
              .filter(info -> info.mismatch)
              .collect(
                  Collectors.toMap(
                      info -> info.packageName,
                      info ->
                          new Version(
                              info.suggestedVersion.getMajor(),
                              info.suggestedVersion.getMinor(),
                              info.suggestedVersion.getMicro()),
                      (one, other) -> one,
                      TreeMap::new)));
    }
  }

  private static Set<Baseline.Info> compared(Jar built, Jar released) throws Exception {
    try (Processor said = new Processor()) {
      return new Baseline(said, new DiffPluginImpl()).baseline(built, released, null);
    }
  }

  private static Path built(String contract) {
    return Distribution.bundles().stream()
        .filter(jar -> Distribution.symbolicName(Distribution.manifest(jar)).equals(contract))
        .findFirst()
        .orElseThrow();
  }

  private static Path released(String contract) {
    return Distribution.root().resolve("cnf/baseline").resolve(contract + ".jar");
  }
}
