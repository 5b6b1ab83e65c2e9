package org.omnipkg.ecosystem.node.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.node.internal.runtime.NpmClient;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Placement;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Instance;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Packing;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Running;
import org.omnipkg.spi.Step;

class NodeLayoutTest extends TreeScene {
  private NodeLayoutTest folder(String id, Path place) {
    Artifact artifact =
        new Artifact("a", Layout.FOLDER, place.toUri(), Map.of(), OptionalLong.empty(), Map.of());
    Node node =
        new Node(
            id,
            new Pin(Names.of(id.replaceFirst("^.*node_modules/", "")), "1.0.0"),
            Optional.of(artifact),
            Set.of(),
            "direct");
    trees.add(new Prefix.Tree(node, place, Map.of(), true));
    return this;
  }

  @Test
  void a_tarball_is_opened_without_its_outer_folder_and_its_links() {
    Packing packing = layout.packing(Packages.file("a", "1.0.0", "npm", Map.of()));
    assertEquals("tar.gz", packing.format());
    assertEquals(1, packing.strip());
    assertEquals(Packing.Links.DROPPED, packing.links());
  }

  @Test
  void files_behind_commands_become_executable() {
    Bubble bubble = place(Packages.of("a", "1.0.0", ", 'bin': './run'", "run", "other.js"));
    Map<String, Boolean> executable =
        bubble.placements().stream()
            .collect(Collectors.toMap(Placement::path, Placement::executable));
    assertEquals(Map.of("package.json", false, "run", true, "other.js", false), executable);
    assertEquals(List.of("a"), layout.account(bubble.facts()).commands());
  }

  @Test
  void a_command_of_a_scoped_package_has_the_name_behind_the_slash() {
    Bubble bubble = place(Packages.of("@s/a", "1.0.0", ", 'bin': 'run.js'", "run.js"));
    assertEquals(List.of("a"), layout.account(bubble.facts()).commands());
    bubble = place(Packages.of("b", "1.0.0", ", 'bin': {'@s/b': 'run.js'}", "run.js"));
    assertEquals(List.of("b"), layout.account(bubble.facts()).commands());
  }

  @Test
  void a_folder_of_commands_and_a_command_that_is_not_there() {
    Bubble bubble =
        place(Packages.of("a", "1.0.0", ", 'directories': {'bin': './tools'}", "tools/x", "lib/y"));
    assertEquals(List.of("x"), layout.account(bubble.facts()).commands());
    bubble = place(Packages.of("b", "1.0.0", ", 'bin': {'gone': 'gone.js', 'b': 'b'}", "b.js"));
    assertEquals(List.of("b"), layout.account(bubble.facts()).commands());
  }

  @Test
  void scripts_that_would_run_are_told_in_their_order() {
    Bubble bubble =
        place(
            Packages.of(
                "a",
                "1.0.0",
                ", 'scripts': {'postinstall': 'node b.js', 'preinstall': 'node a.js'}"));
    assertEquals(
        List.of("preinstall", "postinstall"),
        List.copyOf(TreeFacts.of(bubble.facts()).scripts().keySet()));
    assertTrue(layout.account(bubble.facts()).notes().get(0).contains("--allow-scripts a"));
  }

  @Test
  void a_native_addon_is_built_unless_it_says_how_or_that_it_is_none() {
    assertEquals(
        Map.of("install", "node-gyp rebuild"),
        TreeFacts.of(place(Packages.of("a", "1.0.0", "", "binding.gyp")).facts()).scripts());
    assertEquals(
        Map.of(),
        TreeFacts.of(place(Packages.of("a", "1.0.0", ", 'gypfile': false", "binding.gyp")).facts())
            .scripts());
    assertEquals(
        Map.of("install", "node own.js"),
        TreeFacts.of(
                place(
                        Packages.of(
                            "a", "1.0.0", ", 'scripts': {'install': 'node own.js'}", "binding.gyp"))
                    .facts())
            .scripts());
  }

  @Test
  void a_version_may_be_spelled_with_a_v_in_front() {
    assertEquals(
        "a", TreeFacts.of(place(Packages.says("a", "1.0.0", "a", "v1.0.0", "")).facts()).name());
  }

  @Test
  void variables_lead_to_the_roots_and_keep_the_users_own() {
    Running running =
        layout.running(
            Path.of("/env/gens/0001"),
            Packages.target().runtimes().get(0),
            Map.of("NODE_OPTIONS", "--max-old-space-size=99", "NODE_PATH", "/mine"));
    assertEquals(
        "/env/gens/0001/lib/node_modules:/env/gens/0001/lib/phantom/node_modules:/mine",
        running.set().get("NODE_PATH"));
    assertEquals(
        "--require=/env/gens/0001/lib/node-roots.cjs --max-old-space-size=99",
        running.set().get("NODE_OPTIONS"));
  }

  @Test
  void an_environment_laid_out_flat_has_real_folders_at_every_place() {
    tree("node_modules/a", "1.0.0").tree("node_modules/a/node_modules/b", "1.0.0");
    edge("", "node_modules/a").edge("node_modules/a", "node_modules/a/node_modules/b");
    NodeLayout flat = new NodeLayout(true);
    assertEquals(List.of(), flat.instances(trees, edges, Packages.target()));
    List<Step.Merge> merges =
        steps(flat).stream()
            .filter(Step.Merge.class::isInstance)
            .map(Step.Merge.class::cast)
            .toList();
    assertEquals(
        List.of("lib/node_modules/a", "lib/node_modules/a/node_modules/b"),
        merges.stream()
            .map(merge -> Path.of("/env/gens/0001").relativize(merge.into()).toString())
            .toList());
    assertTrue(merges.stream().allMatch(m -> m.parts().get(0).real().equals(Set.of("**"))));
  }

  @Test
  void a_package_known_to_need_it_makes_its_environment_flat_and_says_so() {
    Bubble bubble = place(Packages.of("gatsby", "5.0.0", ""));
    tree("node_modules/gatsby", "gatsby", "5.0.0", bubble.facts());
    assertEquals(List.of(), layout.instances(trees, edges, Packages.target()));
    assertTrue(layout.account(bubble.facts()).notes().get(0).contains("laid out flat"));
  }

  @Test
  void only_what_was_asked_for_stands_among_the_roots() {
    tree("node_modules/a", "1.0.0").tree("node_modules/b", "1.0.0");
    edge("", "node_modules/a").edge("node_modules/a", "node_modules/b");
    Set<String> links =
        steps(layout).stream()
            .filter(Step.Symlink.class::isInstance)
            .map(step -> ((Step.Symlink) step).path().toString())
            .collect(Collectors.toSet());
    assertEquals(
        Set.of(
            "/env/gens/0001/lib/node_modules/a",
            "/env/gens/0001/lib/phantom/node_modules/a",
            "/env/gens/0001/lib/phantom/node_modules/b"),
        links);
  }

  @Test
  void a_node_without_npm_has_the_npm_of_its_line() {
    List<Desk.Tool> tools = layout.tools(Packages.target().runtimes().get(0));
    assertEquals(List.of(new Desk.Tool("node", "npm@^10", "npm-cli.js")), tools);
    assertEquals("npm@^6", NpmClient.suitable("14.21.3"));
    assertEquals("npm@^11", NpmClient.suitable("24.1.0"));
    Prefix prefix =
        new Prefix(
                Path.of("/env/gens/0001"),
                Path.of("/env/farm/0001"),
                Packages.target().runtimes().get(0),
                trees,
                Optional.empty(),
                edges)
            .with(Map.of("npm-cli.js", Path.of("/store/npm/bin/npm-cli.js")));
    Map<String, String> written =
        layout.prefix(prefix).stream()
            .filter(Step.Write.class::isInstance)
            .map(Step.Write.class::cast)
            .collect(Collectors.toMap(s -> s.path().getFileName().toString(), Step.Write::text));
    assertTrue(written.get("npm").contains("/store/npm/bin/npm-cli.js"));
    assertTrue(written.get("npx").contains("/store/npm/bin/npx-cli.js"));
  }

  @Test
  void a_folder_of_the_users_own_is_a_link_and_nothing_is_put_into_it() {
    folder("node_modules/a", Path.of("/mine/a"));
    tree("node_modules/b", "1.0.0").tree("node_modules/a/node_modules/c", "2.0.0");
    edge("", "node_modules/a").edge("node_modules/a", "node_modules/b");
    edge("node_modules/a", "node_modules/a/node_modules/c");
    for (NodeLayout by : List.of(layout, new NodeLayout(true))) {
      List<Step> steps = steps(by);
      assertTrue(links(steps).contains("node_modules/a /mine/a"), links(steps).toString());
      assertTrue(
          links(steps).stream().anyMatch(l -> l.startsWith("members/0/node_modules/c ")),
          links(steps).toString());
      assertTrue(
          steps.stream()
              .filter(Step.Write.class::isInstance)
              .map(Step.Write.class::cast)
              .anyMatch(
                  s ->
                      s.path().endsWith("lib/members.json")
                          && s.text().equals("{\"/mine/a\":\"/env/gens/0001/lib/members/0\"}")));
      assertTrue(
          steps.stream()
              .filter(Step.Merge.class::isInstance)
              .noneMatch(
                  s -> ((Step.Merge) s).into().startsWith("/env/gens/0001/lib/node_modules/a")));
    }
    assertTrue(links(steps(layout)).stream().anyMatch(l -> l.startsWith("node_modules/b ")));
  }

  @Test
  void what_a_package_uses_and_does_not_declare_lies_beside_it_as_npm_would_have_it() {
    Bubble bubble =
        place(
            Packages.with(
                "a",
                "1.0.0",
                ", 'main': 'lib', 'dependencies': {'known': '1'}",
                Map.of(
                    "lib/index.js",
                    "const x = require('b/sub'); require('./more'); require('known'); require('fs');\n"
                        + "try { require('perhaps') } catch {}\n// require('comment')",
                    "lib/more.mjs",
                    "import y from '@s/c'; export * from 'node:path'; import('a')",
                    "test/t.js",
                    "require('tape')")));
    assertEquals(List.of("@s/c", "b"), bubble.facts().get("undeclared"));
    assertTrue(
        layout.account(bubble.facts()).notes().get(0).contains("(@s/c, b)"),
        layout.account(bubble.facts()).notes().toString());
    tree("node_modules/a", "a", "1.0.0", bubble.facts()).tree("node_modules/b", "1.0.0");
    edge("", "node_modules/a").edge("", "node_modules/b");
    Instance made =
        layout.instances(trees, edges, Packages.target()).stream()
            .filter(one -> one.node().equals("node_modules/a"))
            .findFirst()
            .orElseThrow();
    assertEquals(Set.of("node_modules/b"), made.links().keySet());
  }
}
