package org.omnipkg.ecosystem.python.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;

class PrefixTest {
  private static final Path ROOT = Path.of("/h/env/e/gens/0001");
  private static final Path FARM = Path.of("/h/env/e/farm/0001");
  private static final Path SITE = FARM.resolve("lib/py/site-packages");

  private final Map<String, String> facts =
      new HashMap<>(
          Map.of(
              "site_packages",
              "lib/python3.11/site-packages",
              "pointer_bits",
              "64",
              "sys_platform",
              "linux"));

  private Runtime runtime(String version) {
    return new Runtime(
        "python",
        "cpython",
        version,
        Path.of("/base/bin/python3.11"),
        Path.of("/base"),
        "path",
        facts);
  }

  private static Prefix.Tree tree(PlainWheel wheel, boolean requested) {
    return new Prefix.Tree(
        wheel.node(), Path.of("/store/py/" + wheel.folder), wheel.place().facts(), requested);
  }

  private List<Step> steps(Path root, Optional<Path> launcher, Prefix.Tree... trees) {
    return new PythonLayout((r, t) -> Optional.empty())
        .prefix(new Prefix(root, FARM, runtime("3.11.7"), List.of(trees), launcher));
  }

  private List<Step> steps(Prefix.Tree... trees) {
    return steps(ROOT, Optional.of(Path.of("/dist/pylauncher")), trees);
  }

  private static String written(List<Step> steps, String path) {
    return steps.stream()
        .filter(s -> s instanceof Step.Write w && w.path().endsWith(path))
        .map(s -> ((Step.Write) s).text())
        .findFirst()
        .orElseThrow();
  }

  private static Step.Merge merge(List<Step> steps, Path into) {
    return (Step.Merge)
        steps.stream()
            .filter(s -> s instanceof Step.Merge m && m.into().equals(into))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void the_configuration_names_interpreter_and_variables() {
    facts.put("environment.SSL_CERT_FILE", "/etc/ca.pem");
    assertEquals(
        "home = /base/bin\ninclude-system-site-packages = false\nversion = 3.11.7\n"
            + "executable = /base/bin/python3.11\nenvironment.SSL_CERT_FILE = /etc/ca.pem\n",
        written(steps(), "pyvenv.cfg"));
  }

  @Test
  void the_farm_is_named_by_one_file_in_a_real_site_packages() {
    assertEquals(
        "import site; site.addsitedir('" + SITE + "')\n",
        written(steps(), "lib/python3.11/site-packages/_omnipkg.pth"));
    assertEquals("'\\\\a\\'b\\U000000e4\\U0001f600'", PythonPrefix.quoted("\\a'bä😀"));
  }

  @Test
  void the_interpreter_is_the_launcher_or_else_a_link() {
    assertTrue(
        steps()
            .contains(
                new Step.Hardlink(ROOT.resolve("bin/python3.11"), Path.of("/dist/pylauncher"))));
    List<Step> plain = steps(ROOT, Optional.empty());
    assertTrue(
        plain.contains(new Step.Symlink(ROOT.resolve("bin/python"), "/base/bin/python3.11")));
    assertTrue(plain.contains(new Step.Symlink(ROOT.resolve("bin/python3"), "python")));
  }

  @Test
  void commands_start_with_the_generation_that_made_them() {
    PlainWheel wheel = new PlainWheel("tiny", "1.0");
    wheel
        .file("tiny-1.0.data/scripts/old", "#!python\nprint(1)\n")
        .file("tiny-1.0.data/scripts/native", "\u007fELF")
        .file(
            wheel.folder + "entry_points.txt",
            "[console_scripts]\ntiny = tiny.cli:App.run\npython = tiny:evil\n");
    List<Step> steps = steps(tree(wheel, false));
    assertEquals(
        """
        #!/h/env/e/gens/0001/bin/python
        import sys
        from tiny.cli import App
        if __name__ == '__main__':
            if sys.argv[0].endswith('.exe'):
                sys.argv[0] = sys.argv[0][:-4]
            sys.exit(App.run())
        """,
        written(steps, "bin/tiny"));
    assertEquals("#!/h/env/e/gens/0001/bin/python\nprint(1)\n", written(steps, "bin/old"));
    assertTrue(
        steps.contains(
            new Step.Hardlink(
                ROOT.resolve("bin/native"), Path.of("/store/py/" + wheel.folder + "bin/native"))));
    assertTrue(
        steps.stream()
            .noneMatch(s -> s instanceof Step.Write w && w.path().endsWith("bin/python")));
  }

  @Test
  void a_path_no_kernel_reads_goes_through_the_shell() {
    PlainWheel wheel = new PlainWheel("tiny", "1.0");
    wheel.file(wheel.folder + "entry_points.txt", "[console_scripts]\ntiny = tiny:run\n");
    for (Path root : List.of(Path.of("/h/my env/gens/0001"), Path.of("/" + "x".repeat(130)))) {
      String text = written(steps(root, Optional.empty(), tree(wheel, false)), "bin/tiny");
      assertTrue(
          text.startsWith(
              "#!/bin/sh\n'''exec' \"" + root + "/bin/python\" \"$0\" \"$@\"\n' '''\nimport sys\n"),
          text);
    }
  }

  @Test
  void a_requested_package_says_so_in_a_folder_of_its_own() {
    PlainWheel wheel = new PlainWheel("tiny", "1.0");
    List<Step> steps = steps(tree(wheel, true));
    assertTrue(
        steps.contains(new Step.Write(SITE.resolve("tiny-1.0.dist-info/REQUESTED"), "", false)));
    assertEquals(Set.of("tiny-1.0.dist-info"), merge(steps, SITE).parts().get(0).real());
    assertEquals(Set.of(), merge(steps(tree(wheel, false)), SITE).parts().get(0).real());
  }

  @Test
  void a_package_named_by_its_place_tells_where_it_came_from() {
    PlainWheel wheel = new PlainWheel("tiny", "1.0");
    Artifact artifact =
        new Artifact(
            wheel.filename,
            "wheel",
            URI.create("https://someone:secret@files.example/tiny.whl#sha256=00"),
            Map.of("sha256", "00"),
            OptionalLong.empty(),
            Map.of());
    Prefix.Tree plain = tree(wheel, false);
    Node node = new Node("tiny", plain.node().pin(), Optional.of(artifact), Set.of(), "direct");
    List<Step> steps = steps(new Prefix.Tree(node, plain.path(), plain.facts(), false));
    assertEquals(
        "{\"archive_info\": {\"hashes\": {\"sha256\": \"00\"}},"
            + " \"url\": \"https://files.example/tiny.whl\"}\n",
        written(steps, "tiny-1.0.dist-info/direct_url.json"));
    assertEquals(Set.of("tiny-1.0.dist-info"), merge(steps, SITE).parts().get(0).real());
    assertTrue(
        steps(plain).stream()
            .noneMatch(s -> s instanceof Step.Write w && w.path().endsWith("direct_url.json")));
  }

  @Test
  void a_library_that_looks_into_another_package_gets_real_folders() {
    PlainWheel torch = new PlainWheel("torch", "2.0");
    torch.file(
        "torch/lib/libtorch.so",
        ElfTest.elf(true, ByteOrder.LITTLE_ENDIAN, 29, "$ORIGIN/../../nvidia/cublas/lib:$ORIGIN"));
    PlainWheel cublas = new PlainWheel("cublas", "12.0");
    cublas.file(
        "nvidia/cublas/lib/libcublas.so.12", ElfTest.elf(true, ByteOrder.LITTLE_ENDIAN, 29, ""));
    List<Step.Part> both = merge(steps(tree(torch, false), tree(cublas, false)), SITE).parts();
    assertEquals(Set.of("torch", "torch/lib"), both.get(0).real());
    assertEquals(Set.of(), both.get(1).real());
    assertEquals(Set.of(), merge(steps(tree(torch, false)), SITE).parts().get(0).real());
  }

  @Test
  void a_search_path_that_leaves_the_tree_reaches_nothing() {
    assertEquals(
        Optional.empty(), Spine.target("lib/py/site-packages/a", "$ORIGIN/../../../../.."));
    assertEquals(Optional.empty(), Spine.target("lib/py/site-packages/a", "/usr/lib"));
    assertEquals(Optional.of("lib"), Spine.target("lib/py/site-packages/a", "${ORIGIN}/../../.."));
  }

  @Test
  void plugins_of_pytest_are_real_altogether() {
    PlainWheel wheel = new PlainWheel("tiny", "1.0");
    wheel.file(wheel.folder + "entry_points.txt", "[pytest11]\nt = tiny\n");
    assertEquals(Set.of("**"), merge(steps(tree(wheel, false)), SITE).parts().get(0).real());
  }

  @Test
  void data_is_real_in_the_prefix_and_configuration_a_copy() {
    PlainWheel wheel = new PlainWheel("tiny", "1.0");
    wheel
        .file("tiny-1.0.data/data/share/tiny/d", "1")
        .file("tiny-1.0.data/data/etc/tiny.conf", "2")
        .file("tiny-1.0.data/data/lib/libtiny.so", "3")
        .file("tiny-1.0.data/data/lib/cmake/tiny.cmake", "4");
    Path store = Path.of("/store/py/" + wheel.folder);
    List<Step> steps = steps(tree(wheel, false));
    assertEquals(
        List.of(new Step.Part(store.resolve("share"), Set.of("**"))),
        merge(steps, ROOT.resolve("share")).parts());
    assertEquals(1, merge(steps, ROOT.resolve("lib/cmake")).parts().size());
    assertTrue(steps.contains(new Step.Copy(ROOT.resolve("etc"), store.resolve("etc"))));
    assertTrue(
        steps.contains(
            new Step.Hardlink(ROOT.resolve("lib/libtiny.so"), store.resolve("lib/libtiny.so"))));
    assertTrue(
        steps.contains(new Step.Symlink(FARM.resolve("lib/libtiny.so"), ROOT + "/lib/libtiny.so")));
    assertTrue(steps.contains(new Step.Symlink(FARM.resolve("share"), ROOT + "/share")));
  }

  @Test
  void pythons_without_venv_are_refused() {
    Prefix old = new Prefix(ROOT, FARM, runtime("2.7.18"), List.of(), Optional.empty());
    Refusal refusal =
        assertThrows(Refusal.class, () -> new PythonLayout((r, t) -> Optional.empty()).prefix(old));
    assertEquals("runtime.unsupported", refusal.diagnostic().code());
  }
}
