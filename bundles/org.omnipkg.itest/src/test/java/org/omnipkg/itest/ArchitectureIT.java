package org.omnipkg.itest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

/** The layers of docs/concepts/rooms.md, read from what was built. */
class ArchitectureIT {
  private static final Set<String> VALUES = Set.of("model");
  private static final Set<String> CONTRACTS = Set.of("model", "spi", "api");
  private static final Set<String> TOOLS =
      Set.of("model", "spi", "api", "fetch", "archive", "store", "process", "bounds");

  /** Layer of each room: what of ours it may import. */
  private static Set<String> allowed(String room) {
    return switch (room) {
      case "model" -> Set.of();
      case "spi", "api" -> VALUES;
      case "fetch", "archive", "store", "process", "bounds" -> CONTRACTS;
      case "resolve", "environment", "runtimes", "plugins" -> TOOLS;
      case "engine" -> union(TOOLS, Set.of("resolve", "environment", "runtimes"));
      case "shell", "daemon" -> Set.of("model", "api");
      default -> {
        assertTrue(
            room.startsWith("ecosystem.") || room.startsWith("solver."), "unknown room " + room);
        yield Set.of("model", "spi");
      }
    };
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  @Test
  void a_room_imports_only_what_lies_below_it() {
    List<String> crossings = new ArrayList<>();
    Distribution.ours()
        .forEach(
            (name, manifest) -> {
              String room = name.substring("org.omnipkg.".length());
              for (String imported : Clauses.of(manifest, "Import-Package").keySet()) {
                if (imported.startsWith("org.omnipkg.")) {
                  String from = imported.substring("org.omnipkg.".length());
                  if (!(from + ".").startsWith(room + ".") && !allowed(room).contains(from)) {
                    crossings.add(room + " imports " + imported);
                  }
                }
              }
            });
    assertEquals(List.of(), crossings);
  }

  @Test
  void a_room_outside_l2_to_l4_knows_no_foreign_framework_but_the_osgi_ones() {
    Manifest model = Distribution.ours().get("org.omnipkg.model");
    assertEquals(
        Set.of(),
        Clauses.of(model, "Import-Package").keySet().stream()
            .filter(
                imported -> !imported.startsWith("java.") && !imported.startsWith("org.jspecify"))
            .collect(java.util.stream.Collectors.toSet()));
  }

  @Test
  void every_exported_package_has_a_version_and_is_no_internal_one() {
    List<String> wrong = new ArrayList<>();
    Distribution.ours()
        .forEach(
            (name, manifest) ->
                Clauses.of(manifest, "Export-Package")
                    .forEach(
                        (exported, attributes) -> {
                          if (!attributes.contains("version=")
                              || attributes.contains("\"0.0.0\"")) {
                            wrong.add(name + " exports " + exported + " without a version");
                          }
                          if (exported.contains(".internal")) {
                            wrong.add(name + " exports " + exported);
                          }
                        }));
    assertEquals(List.of(), wrong);
  }

  @Test
  void folder_symbolic_name_and_root_package_are_one_word() throws Exception {
    for (java.nio.file.Path jar : Distribution.bundles()) {
      String name = Distribution.symbolicName(Distribution.manifest(jar));
      if (!name.startsWith("org.omnipkg.")) {
        continue;
      }
      String folder =
          name.startsWith("org.omnipkg.ecosystem.") || name.startsWith("org.omnipkg.solver.")
              ? "ecosystems"
              : "bundles";
      assertTrue(
          java.nio.file.Files.isDirectory(Distribution.root().resolve(folder).resolve(name)), name);
      String root = name.replace('.', '/') + "/";
      try (JarFile file = new JarFile(jar.toFile())) {
        assertTrue(file.stream().anyMatch(entry -> entry.getName().startsWith(root)), name);
      }
    }
  }

  @Test
  void packages_are_free_of_cycles() {
    slices().matching("org.omnipkg.(**)").should().beFreeOfCycles().check(classes());
  }

  @Test
  void only_shell_and_launcher_talk_to_the_terminal() {
    JavaClasses classes = classes();
    assertTrue(classes.size() > 100, "too few classes were read: " + classes.size());
    noClasses()
        .that()
        .resideOutsideOfPackages("org.omnipkg.shell..", "org.omnipkg.launcher..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(classes);
  }

  private static JavaClasses classes() {
    List<JarFile> jars = new ArrayList<>();
    for (java.nio.file.Path jar : Distribution.bundles()) {
      if (jar.getFileName().toString().startsWith("org.omnipkg.")) {
        try {
          jars.add(new JarFile(jar.toFile()));
        } catch (java.io.IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    }
    // libraries that a bundle carries inside are not ours to judge
    return new ClassFileImporter()
        .withImportOption(location -> location.contains("/org/omnipkg/"))
        .importJars(jars);
  }

  @Test
  void the_distribution_carries_every_room() {
    Map<String, Manifest> ours = Distribution.ours();
    for (String room :
        List.of(
            "model",
            "spi",
            "api",
            "fetch",
            "archive",
            "store",
            "process",
            "bounds",
            "resolve",
            "environment",
            "runtimes",
            "plugins",
            "engine",
            "shell",
            "daemon",
            "ecosystem.go",
            "ecosystem.node",
            "ecosystem.python",
            "ecosystem.ruby",
            "solver.uv",
            "solver.pip")) {
      assertTrue(ours.containsKey("org.omnipkg." + room), room);
    }
  }
}
