package org.omnipkg.ecosystem.go.internal.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.go.internal.NativeGo;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod.Version;

/** The definition that random worlds are held against is that of the go command. */
@Tag("full")
class RandomModulesFullTest {
  private static final int WORLDS = 100;

  @TempDir Path folder;

  private void publish(RandomModules world, Path proxy) throws IOException {
    Map<String, List<String>> versions = new LinkedHashMap<>();
    for (Map.Entry<Version, RandomModules.Mod> one : world.mods().entrySet()) {
      String path = one.getKey().path();
      String version = one.getKey().version();
      Path files = Files.createDirectories(proxy.resolve(path).resolve("@v"));
      Files.writeString(
          files.resolve(version + ".mod"), "module " + path + "\n\n" + one.getValue().text());
      Files.writeString(files.resolve(version + ".info"), "{\"Version\": \"" + version + "\"}");
      versions.computeIfAbsent(path, p -> new ArrayList<>()).add(version);
      Files.write(files.resolve("list"), versions.get(path));
    }
  }

  private static String project(RandomModules world) {
    StringBuilder mod = new StringBuilder("module project\n\ngo 1.23\n\n");
    world.roots().forEach(r -> mod.append("require " + r.path() + " " + r.version() + "\n"));
    world
        .replaced()
        .forEach(
            (what, by) ->
                mod.append("replace " + what.replace('@', ' ') + " => ")
                    .append(by.path() + " " + by.version() + "\n"));
    world.excluded().forEach(e -> mod.append("exclude " + e.path() + " " + e.version() + "\n"));
    return mod.toString();
  }

  private Map<String, String> list(RandomModules world, String name) throws IOException {
    Path here = Files.createDirectories(folder.resolve(name));
    publish(world, here.resolve("proxy"));
    Path project = Files.createDirectories(here.resolve("project"));
    Files.writeString(project.resolve("go.mod"), project(world));
    String said =
        NativeGo.run(
            project,
            Map.of(
                "GOFLAGS", "-mod=mod",
                "GOWORK", "off",
                "GOSUMDB", "off",
                "GOPROXY", here.resolve("proxy").toUri().toString(),
                "GOMODCACHE", here.resolve("cache").toString()),
            "list",
            "-m",
            "-f",
            "{{if not .Main}}{{.Path}} {{.Version}}{{end}}",
            "all");
    Map<String, String> list = new TreeMap<>();
    said.lines()
        .filter(line -> line.contains(" "))
        .forEach(line -> list.put(line.split(" ")[0], line.split(" ")[1]));
    return list;
  }

  @Test
  void the_go_command_has_the_build_lists_of_the_definition() throws IOException {
    for (int seed = 0; seed < WORLDS; seed++) {
      RandomModules world = new RandomModules(new Random(seed), seed % 4 == 0);
      assertEquals(list(world, "world" + seed), world.list(world.roots()), seed + " " + world);
    }
  }
}
