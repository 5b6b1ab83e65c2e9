package org.omnipkg.ecosystem.node.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.node.internal.NodeGrammar;
import org.omnipkg.ecosystem.node.internal.project.NodeProject;
import org.omnipkg.model.Dependency;

/**
 * Workspaces against npm: made ones, and those whose members have the manifests of packages that
 * come from one repository in real life.
 */
@Tag("live")
class WorkspacesLiveTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private void member(String place, String manifest) throws IOException {
    Path file = folder.resolve(place).resolve("package.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, manifest.replace('\'', '"'));
  }

  /** What npm's registry says of one, as its authors wrote it. */
  private void released(String words) throws IOException {
    JsonNode said = JSON.readTree(LiveDesk.say(folder, "npm", "view", words, "--json"));
    ObjectNode manifest = JSON.createObjectNode();
    for (String key :
        List.of(
            "name",
            "version",
            "dependencies",
            "optionalDependencies",
            "peerDependencies",
            "peerDependenciesMeta")) {
      if (said.has(key)) {
        manifest.set(key, said.get(key));
      }
    }
    String name = manifest.path("name").asText().replaceFirst("^.*/", "");
    member("packages/" + name, manifest.toString());
  }

  /** Places of both, those below a member's folder called by the member. */
  private void agree() throws IOException {
    member(
        "", "{'name': 'all', 'version': '1.0.0', 'private': true, 'workspaces': ['packages/*']}");
    LiveDesk desk = LiveDesk.here();
    List<Dependency> roots =
        new NodeProject()
            .read(folder, desk).wanted().stream()
                .map(wanted -> new NodeGrammar().parse(wanted.words()))
                .toList();
    Map<String, String> ours;
    try (Agreement agreement = new Agreement(desk)) {
      ours = agreement.places(roots, Map.of());
    }
    LiveDesk.say(
        folder, "npm", "install", "--package-lock-only", "--ignore-scripts", "--prefer-offline");
    JsonNode packages = JSON.readTree(folder.resolve("package-lock.json").toFile()).get("packages");
    Map<String, String> folders = new HashMap<>();
    packages
        .fields()
        .forEachRemaining(
            one -> {
              if (one.getValue().path("link").asBoolean()) {
                folders.put(one.getValue().path("resolved").asText(), one.getKey());
              }
            });
    Map<String, String> theirs = new TreeMap<>();
    packages
        .fields()
        .forEachRemaining(
            one -> {
              boolean real = !one.getKey().isEmpty() && !one.getValue().path("link").asBoolean();
              if (real && !one.getValue().path("inBundle").asBoolean()) {
                theirs.put(
                    called(one.getKey(), folders), one.getValue().path("version").asText("0.0.0"));
              }
            });
    assertEquals(theirs, ours);
  }

  private static String called(String place, Map<String, String> folders) {
    for (Map.Entry<String, String> one : folders.entrySet()) {
      if (place.equals(one.getKey()) || place.startsWith(one.getKey() + "/")) {
        return one.getValue() + place.substring(one.getKey().length());
      }
    }
    return place;
  }

  @Test
  void members_that_want_different_versions_of_the_same() throws IOException {
    member(
        "packages/a",
        "{'name': '@m/a', 'version': '1.0.0', 'dependencies': {'@m/b': '^1.0.0', 'debug': '^4',"
            + " 'chalk': '^4'}}");
    member(
        "packages/b",
        "{'name': '@m/b', 'version': '1.1.0', 'dependencies': {'chalk': '^5', 'ms': '1.0.0'},"
            + " 'devDependencies': {'c': '*'}}");
    member(
        "packages/c",
        "{'name': 'c', 'dependencies': {'chalk': '^2', 'ms': '2.0.0'}, 'peerDependencies':"
            + " {'react': '^18'}}");
    agree();
  }

  @Test
  void members_with_frameworks_that_have_peers() throws IOException {
    member(
        "packages/web",
        "{'name': 'web', 'version': '1.0.0', 'dependencies': {'react': '^18', 'react-dom': '^18',"
            + " 'ui': '*'}, 'devDependencies': {'vite': '^5', '@vitejs/plugin-react': '^4'}}");
    member(
        "packages/ui",
        "{'name': 'ui', 'version': '1.0.0', 'peerDependencies': {'react': '>=17'},"
            + " 'devDependencies': {'typescript': '^5', 'eslint': '^8'}}");
    member(
        "packages/api",
        "{'name': 'api', 'version': '1.0.0', 'dependencies': {'express': '^4', 'debug': '^3'}}");
    agree();
  }

  @Test
  void the_packages_of_babel() throws IOException {
    for (String words :
        List.of(
            "@babel/core@7.26.0",
            "@babel/generator@7.26.0",
            "@babel/parser@7.26.0",
            "@babel/traverse@7.25.9",
            "@babel/types@7.26.0",
            "@babel/template@7.25.9",
            "@babel/helper-compilation-targets@7.25.9",
            "@babel/preset-env@7.26.0")) {
      released(words);
    }
    agree();
  }

  @Test
  void the_packages_of_jest() throws IOException {
    for (String words :
        List.of(
            "jest@29.7.0",
            "@jest/core@29.7.0",
            "jest-cli@29.7.0",
            "jest-config@29.7.0",
            "expect@29.7.0",
            "jest-runtime@29.7.0",
            "babel-jest@29.7.0",
            "jest-haste-map@29.7.0")) {
      released(words);
    }
    agree();
  }
}
