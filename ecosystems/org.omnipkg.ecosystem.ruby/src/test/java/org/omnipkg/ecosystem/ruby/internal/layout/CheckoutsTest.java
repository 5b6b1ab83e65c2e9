package org.omnipkg.ecosystem.ruby.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.ruby.internal.Rubies;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;

class CheckoutsTest {
  private static final String COMMIT = "123456789012abcdef00123456789012abcdef00";
  private static final Path ROOT = Path.of("/env/x/gens/0001");
  private static final Path GEMS = ROOT.resolve("lib/ruby/gems/3.1.0/bundler/gems");
  private static final Path CHECKOUT = GEMS.resolve("tools-123456789012");

  @TempDir Path store;

  private Prefix.Tree tree(String name, String gemspec, String source) throws IOException {
    Path tree = store.resolve(name);
    Files.createDirectories(tree.resolve("gems/" + name + "-1.0/lib"));
    Files.createDirectories(tree.resolve("extensions/x86_64-linux/3.1.0/" + name + "-1.0"));
    Files.writeString(tree.resolve("gems/" + name + "-1.0/README"), "");
    Artifact artifact =
        new Artifact(
            name + "-1.0.gem",
            "gem",
            URI.create("file:///" + name),
            Map.of(),
            OptionalLong.empty(),
            Map.of("source-location", source));
    Pin pin = new Pin(new PackageName("ruby", name), "1.0");
    return new Prefix.Tree(
        new Node("ruby:" + name, pin, Optional.of(artifact), Set.of(), "direct"),
        tree,
        Map.of("gem", List.of(name), "version", List.of("1.0"), "gemspec", List.of(gemspec)),
        true);
  }

  private static String at(String fragment) {
    return "git+https://me@x.example/our/tools.git@" + COMMIT + fragment;
  }

  private List<Step> steps(String words, Prefix.Tree... trees) {
    List<Edge> edges = new ArrayList<>();
    for (Prefix.Tree tree : trees) {
      edges.add(new Edge("", tree.node().id(), Tie.NEEDS, Role.RUN, words, ""));
    }
    return new RubyLayout()
        .prefix(
            new Prefix(
                ROOT,
                Path.of("/farm"),
                Rubies.ruby31().runtimes().get(0),
                List.of(trees),
                Optional.empty(),
                edges));
  }

  private static boolean links(List<Step> steps, Path path, Path target) {
    return steps.contains(new Step.Symlink(path, target.toString()));
  }

  private static String written(List<Step> steps, Path path) {
    for (Step step : steps) {
      if (step instanceof Step.Write write && write.path().equals(path)) {
        return write.text();
      }
    }
    return "";
  }

  @Test
  void a_gem_lies_where_bundler_looks_for_its_commit() throws IOException {
    List<Step> steps =
        steps("x@git+https://x.example/our/tools.git@main", tree("x", "x.gemspec", at("")));
    assertTrue(links(steps, CHECKOUT.resolve("lib"), store.resolve("x/gems/x-1.0/lib")));
    assertTrue(
        links(
            steps, CHECKOUT.resolve("x.gemspec"), store.resolve("x/specifications/x-1.0.gemspec")));
    assertTrue(
        links(
            steps,
            GEMS.resolve("extensions/x86_64-linux/3.1.0/tools-123456789012"),
            store.resolve("x/extensions/x86_64-linux/3.1.0/x-1.0")));
    assertEquals(COMMIT + "\n", written(steps, CHECKOUT.resolve(".git/HEAD")));
    assertEquals(COMMIT + "\n", written(steps, CHECKOUT.resolve(".git/refs/heads/main")));
  }

  @Test
  void several_gems_of_a_commit_lie_where_the_repository_has_them() throws IOException {
    List<Step> steps =
        steps(
            "whole@git+https://x.example/our/tools.git@" + COMMIT + "#ref=v1",
            tree("whole", "whole.gemspec", at("")),
            tree("part", "gems/part/part.gemspec", at("")),
            tree("deep", "deep.gemspec", at("#subdirectory=gems/deep")));
    assertTrue(links(steps, CHECKOUT.resolve("lib"), store.resolve("whole/gems/whole-1.0/lib")));
    assertTrue(
        links(steps, CHECKOUT.resolve("gems/part/lib"), store.resolve("part/gems/part-1.0/lib")));
    assertTrue(
        links(steps, CHECKOUT.resolve("gems/deep/lib"), store.resolve("deep/gems/deep-1.0/lib")));
    assertEquals(COMMIT + "\n", written(steps, CHECKOUT.resolve(".git/refs/heads/v1")));
    assertEquals("", written(steps, CHECKOUT.resolve(".git/refs/heads/" + COMMIT)));
  }

  @Test
  void bundler_is_led_there_unless_the_user_leads_it_elsewhere() throws IOException {
    String ruby =
        written(
            steps("", tree("x-y.z", "x.gemspec", at("")), tree("Big", "Big.gemspec", at(""))),
            ROOT.resolve("bin/ruby"));
    String name = "BUNDLE_LOCAL__X___Y__Z";
    assertTrue(ruby.contains(": \"${" + name + ":=" + CHECKOUT + "}\"; export " + name), ruby);
    assertTrue(ruby.contains("BUNDLE_DISABLE_LOCAL_BRANCH_CHECK:=true"), ruby);
    assertFalse(ruby.contains("BIG"), ruby);
  }

  @Test
  void a_path_that_leads_out_makes_no_checkout() throws IOException {
    for (String bad : List.of("../x.gemspec", "/x.gemspec", "a/../../x.gemspec")) {
      assertTrue(
          steps("", tree("x", bad, at(""))).stream()
              .noneMatch(step -> step.toString().contains("bundler/gems")),
          bad);
    }
  }

  @Test
  void a_name_that_leads_out_names_no_branch() throws IOException {
    for (String bad : List.of("../../x", "a..b", "-x", "x.lock")) {
      List<Step> steps = steps("x@git+https://x.example/t@" + bad, tree("x", "x.gemspec", at("")));
      assertTrue(steps.stream().noneMatch(step -> step.toString().contains("heads/" + bad)), bad);
    }
  }

  @Test
  void a_gem_of_a_source_makes_no_checkout() throws IOException {
    assertTrue(
        steps("", tree("x", "x.gemspec", "https://x.example/x-1.0.tar.gz")).stream()
            .noneMatch(step -> step.toString().contains("bundler/gems")));
  }
}
