package org.omnipkg.ecosystem.python.internal.survey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.python.internal.Targets;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Surveyor.Finding;
import org.omnipkg.spi.Surveyor.Kind;
import org.omnipkg.spi.Trace;

class SurveyorTest {
  private static final String SITE = "lib/python3.11/site-packages/";

  @TempDir private Path home;
  private final PythonSurveyor surveyor = new PythonSurveyor();
  private final List<Prefix.Tree> trees = new ArrayList<>();
  private Path root;

  @BeforeEach
  void empty() throws IOException {
    root = Files.createDirectories(home.resolve("gens/0001"));
    Files.createDirectories(root.resolve(SITE));
  }

  private Prefix prefix() {
    return new Prefix(
        root,
        home.resolve("farm/0001"),
        Targets.linux311().runtimes().get(0),
        trees,
        Optional.empty());
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** As pip leaves it. */
  private void install(String name, String version, String... files) throws IOException {
    String info = name + "-" + version + ".dist-info/";
    file(SITE + info + "METADATA", "Name: " + name + "\nVersion: " + version + "\n\nText\n");
    file(SITE + info + "WHEEL", "Wheel-Version: 1.0\nTag: py2-none-any\nTag: py3-none-any\n");
    file(SITE + info + "INSTALLER", "pip\n");
    StringBuilder record = new StringBuilder();
    for (String made : List.of("METADATA", "WHEEL", "INSTALLER", "RECORD")) {
      record.append(info).append(made).append(",,\n");
    }
    for (String path : files) {
      file(SITE + path, "text of " + path);
      record.append(path).append(",,\n");
    }
    file(SITE + info + "RECORD", record.toString());
  }

  /** Everything there, as if it had just been added. */
  private List<Trace> all() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> !file.equals(root) && !file.equals(root.resolve("lib")))
          .filter(file -> !file.equals(root.resolve("lib/python3.11")))
          .filter(file -> !file.equals(root.resolve(SITE)))
          .map(
              file -> {
                String name = root.relativize(file).toString();
                boolean folder = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
                return new Trace(Trace.Kind.ADDED, Trace.Place.PREFIX, folder ? name + "/" : name);
              })
          .sorted(java.util.Comparator.comparing(Trace::path))
          .toList();
    }
  }

  private static String told(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.kind() + " " + finding.label())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private Prefix.Tree tree(String name, String version, String... files) throws IOException {
    Path path = home.resolve("store/" + name);
    for (String file : files) {
      Files.createDirectories(path.resolve(file).getParent());
      Files.writeString(path.resolve(file), "x");
    }
    Node node =
        new Node(
            name,
            new Pin(new PackageName("python", name), version),
            Optional.empty(),
            Set.of(),
            "default");
    Prefix.Tree tree =
        new Prefix.Tree(
            node,
            path,
            Map.of(
                "dist-info",
                List.of(name + "-" + version + ".dist-info"),
                "top",
                List.of(name, name + "-" + version + ".dist-info"),
                "console-scripts",
                List.of(name + " = " + name + ":main")),
            true);
    trees.add(tree);
    return tree;
  }

  @Test
  void an_installed_package_is_named_with_its_installer_and_all_its_files() throws IOException {
    install("Tiny", "1.0", "tiny/__init__.py", "../../../bin/tiny");
    List<Finding> findings = surveyor.survey(prefix(), all());
    assertEquals("INSTALLED tiny 1.0", told(findings));
    assertEquals("pip", findings.get(0).by());
    assertFalse(findings.get(0).requested());
    assertTrue(findings.get(0).paths().contains("bin/tiny"));
  }

  @Test
  void the_users_own_request_is_told_from_what_came_with_it() throws IOException {
    install("tiny", "1.0", "tiny/__init__.py");
    file(SITE + "tiny-1.0.dist-info/REQUESTED", "");
    assertTrue(surveyor.survey(prefix(), all()).get(0).requested());
  }

  @Test
  void an_editable_install_is_carried_with_its_path_file() throws IOException {
    install("tiny", "1.0", "__editable__.tiny-1.0.pth");
    file(SITE + "tiny-1.0.dist-info/direct_url.json", "{\"dir_info\": {\"editable\": true}}");
    List<Finding> findings = surveyor.survey(prefix(), all());
    assertEquals("EDITABLE tiny 1.0", told(findings));
    assertEquals(
        List.of(SITE + "tiny-1.0.dist-info/", SITE + "__editable__.tiny-1.0.pth"),
        findings.get(0).paths());
  }

  @Test
  void a_develop_install_of_old_is_carried() throws IOException {
    file(SITE + "tiny.egg-link", "/src/tiny\n.");
    file(SITE + "easy-install.pth", "/src/tiny\n");
    assertEquals("EDITABLE tiny", told(surveyor.survey(prefix(), all())));
  }

  @Test
  void loose_files_are_named_and_a_folder_of_them_once() throws IOException {
    file(SITE + "mine.py", "x");
    file("share/mine/a/b.txt", "x");
    file("share/mine/c.txt", "x");
    List<Finding> findings = surveyor.survey(prefix(), all());
    assertEquals("FILE " + SITE + "mine.py, FILE share", told(findings));
  }

  @Test
  void a_loose_file_inside_an_installed_package_is_named_alone() throws IOException {
    install("tiny", "1.0", "tiny/__init__.py");
    file(SITE + "tiny/cache.db", "x");
    assertEquals(
        "FILE " + SITE + "tiny/cache.db, INSTALLED tiny 1.0",
        told(surveyor.survey(prefix(), all())));
  }

  @Test
  void bytecode_locks_and_leftovers_of_pip_mean_nothing() throws IOException {
    file(SITE + "__pycache__/x.pyc", "x");
    file(SITE + "~iny/x.py", "x");
    file(".lock", "");
    assertEquals("", told(surveyor.survey(prefix(), all())));
  }

  @Test
  void a_package_without_a_record_is_carried_as_files() throws IOException {
    install("tiny", "1.0", "tiny/__init__.py");
    Files.delete(root.resolve(SITE + "tiny-1.0.dist-info/RECORD"));
    assertEquals(
        "FILE " + SITE + "tiny, FILE " + SITE + "tiny-1.0.dist-info",
        told(surveyor.survey(prefix(), all())));
  }

  @Test
  void a_package_taken_out_of_the_farm_is_removed_and_a_part_of_it_changed() throws IOException {
    tree("whole", "1.0", "lib/py/site-packages/whole/a.py");
    tree("part", "2.0", "lib/py/site-packages/part/a.py");
    List<Trace> traces =
        Stream.of("whole", "whole-1.0.dist-info", "part")
            .map(
                name ->
                    new Trace(Trace.Kind.REMOVED, Trace.Place.FARM, "lib/py/site-packages/" + name))
            .toList();
    assertEquals("CHANGED part 2.0, REMOVED whole 1.0", told(surveyor.survey(prefix(), traces)));
  }

  @Test
  void a_script_belongs_to_its_package_and_the_frame_to_the_environment() throws IOException {
    tree("tiny", "1.0", "lib/py/site-packages/tiny/a.py");
    List<Trace> traces =
        Stream.of("bin/tiny", "pyvenv.cfg")
            .map(path -> new Trace(Trace.Kind.CHANGED, Trace.Place.PREFIX, path))
            .toList();
    assertEquals("CHANGED pyvenv.cfg, CHANGED tiny 1.0", told(surveyor.survey(prefix(), traces)));
  }

  @Test
  void an_edited_setting_is_its_editors() throws IOException {
    Trace trace = new Trace(Trace.Kind.CHANGED, Trace.Place.PREFIX, "etc/tiny/tiny.conf");
    tree("tiny", "1.0", "etc/tiny/tiny.conf");
    assertEquals("FILE etc/tiny/tiny.conf", told(surveyor.survey(prefix(), List.of(trace))));
  }

  @Test
  void what_was_carried_and_uninstalled_is_named_once() throws IOException {
    List<Trace> traces =
        Stream.of("tiny-1.0.dist-info/", "tiny-1.0.dist-info/METADATA", "__editable__.tiny.pth")
            .map(path -> new Trace(Trace.Kind.REMOVED, Trace.Place.PREFIX, SITE + path))
            .toList();
    assertEquals("REMOVED tiny 1.0", told(surveyor.survey(prefix(), traces)));
  }

  private Artifact pack(Path into) throws IOException {
    Finding installed =
        surveyor.survey(prefix(), all()).stream()
            .filter(finding -> finding.kind() == Kind.INSTALLED)
            .findFirst()
            .orElseThrow();
    return surveyor.pack(installed, prefix(), Files.createDirectories(into));
  }

  private static String read(ZipFile zip, String name) throws IOException {
    return new String(
        zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void a_packed_wheel_has_what_a_wheel_has_and_nothing_of_the_installers() throws IOException {
    install("tiny", "1.0", "tiny/__init__.py", "../../../bin/made", "../../../bin/own");
    Files.writeString(
        root.resolve("bin/own"), "#!" + root.resolve("bin/python3.11") + "\nprint(1)\n");
    install("tiny", "1.0", "tiny/__init__.py", "../../../bin/made", "../../../share/tiny/d.txt");
    String info = "tiny-1.0.dist-info/";
    Files.writeString(
        root.resolve(SITE + info + "RECORD"),
        "../../../bin/own,,\n",
        java.nio.file.StandardOpenOption.APPEND);
    file(SITE + info + "entry_points.txt", "[console_scripts]\nmade = tiny:main\n");
    Files.writeString(
        root.resolve(SITE + info + "RECORD"),
        info + "entry_points.txt,,\n",
        java.nio.file.StandardOpenOption.APPEND);
    Artifact artifact = pack(home.resolve("one"));
    assertEquals("tiny-1.0-py2.py3-none-any.whl", artifact.filename());
    assertEquals("adopted", artifact.facts().get("origin"));
    try (ZipFile zip = new ZipFile(Path.of(artifact.location()).toFile())) {
      Set<String> names = new TreeSet<>();
      zip.stream().forEach(entry -> names.add(entry.getName()));
      assertEquals(
          Set.of(
              info + "METADATA",
              info + "RECORD",
              info + "WHEEL",
              info + "entry_points.txt",
              "tiny-1.0.data/data/share/tiny/d.txt",
              "tiny-1.0.data/scripts/own",
              "tiny/__init__.py"),
          names);
      assertEquals("#!python\nprint(1)\n", read(zip, "tiny-1.0.data/scripts/own"));
      String record = read(zip, info + "RECORD");
      assertTrue(record.contains("tiny/__init__.py,sha256="), record);
      assertTrue(record.endsWith(info + "RECORD,,\n"), record);
    }
  }

  @Test
  void packing_twice_gives_the_same_bytes_whenever_it_is_done() throws IOException {
    install("tiny", "1.0", "tiny/__init__.py", "tiny/b.py");
    Artifact one = pack(home.resolve("one"));
    Files.setLastModifiedTime(
        root.resolve(SITE + "tiny/b.py"), java.nio.file.attribute.FileTime.fromMillis(0));
    Artifact two = pack(home.resolve("two"));
    assertEquals(one.hashes(), two.hashes());
    assertArrayEquals(
        Files.readAllBytes(Path.of(one.location())), Files.readAllBytes(Path.of(two.location())));
  }

  @Test
  void carried_files_follow_to_another_series_unless_made_for_theirs() throws IOException {
    install("pure", "1.0", "__editable__.pure.pth");
    install("built", "1.0", "built_link.pth");
    file(SITE + "built-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: cp311-cp311-linux_x86_64\n");
    Map<String, String> followed =
        surveyor.follow(
            prefix(),
            List.of(
                SITE + "pure-1.0.dist-info/",
                SITE + "__editable__.pure.pth",
                SITE + "built-1.0.dist-info/",
                SITE + "built_link.pth",
                "share/mine/"),
            Targets.linux("3.12.1", "cp312", "cp312"));
    assertEquals(
        Map.of(
            SITE + "pure-1.0.dist-info/",
            "lib/python3.12/site-packages/pure-1.0.dist-info/",
            SITE + "__editable__.pure.pth",
            "lib/python3.12/site-packages/__editable__.pure.pth",
            "share/mine/",
            "share/mine/"),
        followed);
  }
}
