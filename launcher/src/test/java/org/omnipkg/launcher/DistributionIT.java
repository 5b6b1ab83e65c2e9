package org.omnipkg.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DistributionIT {
  @Test
  void the_bundles_are_those_the_bndrun_file_names() throws Exception {
    Properties bndrun = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(System.getProperty("bndrun")))) {
      bndrun.load(reader);
    }
    TreeSet<String> named = new TreeSet<>();
    for (String clause : bndrun.getProperty("-runbundles").split("'\\s*,")) {
      named.add(clause.split(";")[0].strip());
    }
    TreeSet<String> shipped = new TreeSet<>();
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(ToyDistribution.SHIPPED.resolve("bundles"))) {
      for (Path jar : jars) {
        shipped.add(ToyDistribution.symbolicName(jar));
      }
    }
    assertEquals(named, shipped);
  }

  @Test
  void test_kits_do_not_ship() throws Exception {
    try (Stream<Path> jars = Files.list(ToyDistribution.SHIPPED.resolve("bundles"))) {
      assertTrue(jars.noneMatch(jar -> jar.toString().matches(".*(tck|itest|junit).*")));
    }
  }

  @Test
  void programs_are_executable_and_sources_travel_along() {
    for (String program : new String[] {"bin/omnipkg", "bin/omnipkg.sh", "bin/omnipkg-link"}) {
      assertTrue(Files.isExecutable(ToyDistribution.SHIPPED.resolve(program)), program);
    }
    assertTrue(Files.exists(ToyDistribution.SHIPPED.resolve("lib/src/omnipkg/main.c")));
  }

  /** What the JVM's own loader defines can see nothing that another loader does. */
  @Test
  void the_class_path_is_closed_and_holds_nothing_that_is_exchanged() throws Exception {
    Set<String> within = Distribution.read(ToyDistribution.SHIPPED).classPath();
    Set<String> outside = new TreeSet<>();
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(ToyDistribution.SHIPPED.resolve("bundles"))) {
      for (Path jar : jars) {
        if (!within.contains(jar.getFileName().toString())) {
          outside.add(ToyDistribution.symbolicName(jar));
        }
      }
    }
    assertEquals(
        Set.of(
            "org.omnipkg.ecosystem.go",
            "org.omnipkg.ecosystem.node",
            "org.omnipkg.ecosystem.python",
            "org.omnipkg.ecosystem.ruby",
            "org.omnipkg.solver.pip",
            "org.omnipkg.solver.uv"),
        outside);
    for (String name : within) {
      assertTrue(Files.exists(ToyDistribution.SHIPPED.resolve("bundles/" + name)), name);
    }
  }
}
