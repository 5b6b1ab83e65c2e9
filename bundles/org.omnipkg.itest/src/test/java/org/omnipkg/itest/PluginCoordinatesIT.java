package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plugins by Maven coordinates, in the shipped command and its daemon; and plugins that misfit. */
class PluginCoordinatesIT {
  private static final String NAME = "org.example.greeting";
  private static final String COORDINATES = "org.example:greeting";

  private Shipped omnipkg;
  private PluginRepository repository;
  private Path work;

  @BeforeEach
  void open() throws Exception {
    omnipkg = new Shipped();
    work = omnipkg.directory();
    Path home = work.resolve("someone");
    repository = new PluginRepository(work.resolve("shop"), home);
    omnipkg.with("HOME", home.toString());
  }

  @AfterEach
  void close() {
    omnipkg.close();
  }

  /** A shipped bundle under another name, with other lines in its manifest. */
  private Path bundle(String shipped, String name, Map<String, String> headers) throws Exception {
    Path from =
        Distribution.bundles().stream()
            .filter(jar -> jar.getFileName().toString().startsWith(shipped))
            .findFirst()
            .orElseThrow();
    Map<String, String> all = new HashMap<>(headers);
    all.put("Bundle-SymbolicName", name);
    return Manifested.copy(from, work.resolve(name + ".jar"), all);
  }

  private Path greeting(String version) throws Exception {
    return bundle("org.omnipkg.solver.uv", NAME, Map.of("Bundle-Version", version));
  }

  private void trust(OpenPGPKey key) throws Exception {
    Path keys = Files.createDirectories(omnipkg.home().resolve("trusted-keys"));
    Files.writeString(keys.resolve("ann.asc"), key.toCertificate().toAsciiArmoredString());
  }

  @Test
  void one_signed_by_a_trusted_key_is_added_told_about_updated_and_removed() throws Exception {
    OpenPGPKey ann = PluginRepository.key("Ann <ann@example.org>");
    trust(ann);
    repository.publish(greeting("1.0.0"), "1.0.0", Optional.of(ann));
    String added = omnipkg.run("plugin", "install", COORDINATES).ok().err();
    assertTrue(added.contains("Added " + NAME + " 1.0.0"), added);
    assertTrue(added.contains("signed by Ann <ann@example.org> "), added);

    String why = omnipkg.run("plugin", "why", NAME).ok().out();
    assertTrue(why.contains(COORDINATES + ":1.0.0, from the repository shop"), why);
    assertTrue(why.contains("signed by  Ann <ann@example.org> "), why);
    assertTrue(why.contains("org.omnipkg.spi ["), why);

    assertTrue(omnipkg.run("plugin", "update", NAME).ok().err().contains("is the newest there is"));
    repository.publish(greeting("1.1.0"), "1.1.0", Optional.of(ann));
    repository.publish(greeting("2.0.0"), "2.0.0-rc1", Optional.of(ann));
    String updated = omnipkg.run("plugin", "update", NAME).ok().err();
    assertTrue(updated.contains("Now serving " + NAME + " 1.1.0"), updated);

    omnipkg.run("daemon", "stop").ok();
    assertTrue(omnipkg.run("plugin", "why", NAME).ok().out().contains(":1.1.0, from"));
    omnipkg.run("plugin", "remove", NAME).ok();
    omnipkg.run("plugin", "why", NAME).refused(1, "plugin.unknown");
  }

  @Test
  void one_that_nobody_trusted_signed_is_taken_on_a_word_only() throws Exception {
    repository.publish(greeting("1.0.0"), "1.0.0", Optional.empty());
    omnipkg.run("plugin", "install", COORDINATES).refused(1, "plugin.unsigned");
    OpenPGPKey eve = PluginRepository.key("Eve");
    trust(PluginRepository.key("Ann"));
    repository.publish(greeting("1.1.0"), "1.1.0", Optional.of(eve));
    Shipped.Said refused = omnipkg.run("plugin", "install", COORDINATES);
    refused.refused(1, "plugin.unknown-key");
    assertTrue(refused.err().contains("trusted-keys"), refused.err());
    assertFalse(omnipkg.run("plugin", "list").ok().out().contains(NAME));
    String added =
        omnipkg.run("plugin", "install", "--allow-unsigned", COORDINATES + ":1.0.0").ok().err();
    assertTrue(added.contains("taken though nobody you trust signed it"), added);
  }

  @Test
  void what_was_changed_on_the_way_is_never_taken() throws Exception {
    OpenPGPKey ann = PluginRepository.key("Ann");
    trust(ann);
    Path jar = repository.publish(greeting("1.0.0"), "1.0.0", Optional.of(ann));
    Files.write(jar, new byte[] {0}, StandardOpenOption.APPEND);
    omnipkg.run("plugin", "install", COORDINATES).refused(1, "fetch.wrong-hash");
    PluginRepository.sum(jar);
    omnipkg
        .run("plugin", "install", "--allow-unsigned", COORDINATES)
        .refused(1, "plugin.bad-signature");
    Files.delete(jar.resolveSibling(jar.getFileName() + ".sha1"));
    omnipkg.run("plugin", "install", "--allow-unsigned", COORDINATES).refused(1, "fetch.no-hash");
    assertFalse(omnipkg.run("plugin", "list").ok().out().contains(NAME));
  }

  @Test
  void what_is_not_there_or_came_as_a_file_is_told() throws Exception {
    repository.publish(greeting("1.0.0"), "1.0.0", Optional.empty());
    Shipped.Said version = omnipkg.run("plugin", "install", COORDINATES + ":9");
    version.refused(1, "plugin.not-published");
    assertTrue(version.err().contains("versions there: 1.0.0"), version.err());
    omnipkg.run("plugin", "install", "org.example:nothing").refused(1, "plugin.not-published");
    omnipkg.run("--offline", "plugin", "install", COORDINATES).refused(1, "fetch.offline");
    omnipkg.run("plugin", "install", NAME + ".jar").ok();
    assertTrue(omnipkg.run("plugin", "why", NAME).ok().out().contains("the file "));
    omnipkg.run("plugin", "update", NAME).refused(1, "plugin.no-source");
  }

  /** What is wrong with a bundle, and what must stand in the answer. */
  private record Misfit(String headers, String value, List<String> told) {}

  @Test
  void a_bundle_that_does_not_fit_is_explained() throws Exception {
    String both = "org.omnipkg.model;version=\"[1.0,2)\",org.omnipkg.spi;version=";
    for (Misfit one :
        List.of(
            new Misfit(
                "Import-Package",
                both + "\"[0.1,0.2)\"",
                List.of(
                    "`org.omnipkg.spi [0.1,0.2)`, and here is 1.", "made for an older omnipkg")),
            new Misfit(
                "Import-Package",
                both + "\"[7,8)\"",
                List.of("`org.omnipkg.spi [7,8)`, and here is 1.", "made for a newer omnipkg")),
            new Misfit(
                "Import-Package",
                "com.acme.parser;version=\"[2,3)\"",
                List.of(
                    "`com.acme.parser [2,3)`, which nothing here exports",
                    "-conditionalpackage: com.acme.parser")),
            new Misfit(
                "Require-Capability",
                "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"",
                List.of("made for Java 99, and this omnipkg runs on Java ", "--release ")))) {
      Path jar = bundle("org.omnipkg.solver.uv", NAME, Map.of(one.headers(), one.value()));
      Shipped.Said said = omnipkg.run("plugin", "install", jar.toString());
      said.refused(1, "plugin.does-not-fit");
      one.told().forEach(line -> assertTrue(said.err().contains(line), said.err()));
      assertFalse(said.err().contains("\tat "), said.err());
    }
  }

  @Test
  void a_language_is_brought_by_one_bundle() throws Exception {
    Path other = bundle("org.omnipkg.ecosystem.ruby", "org.example.ruby", Map.of());
    Shipped.Said said = omnipkg.run("plugin", "install", other.toString());
    said.refused(1, "plugin.language-taken");
    assertTrue(said.err().contains("org.omnipkg.ecosystem.ruby"), said.err());
    assertFalse(omnipkg.run("plugin", "list").ok().out().contains("org.example.ruby"));

    omnipkg.run("daemon", "stop").ok();
    Path folder = Files.createDirectories(omnipkg.home().resolve("plugins"));
    Files.copy(other, folder.resolve("by-hand.jar"));
    String list = omnipkg.run("plugin", "list").ok().out();
    assertTrue(list.contains("the language `ruby` is here already"), list);
    assertEquals(1, omnipkg.run("doctor").exit());
    omnipkg.run("plugin", "remove", "org.example.ruby").ok();
    assertEquals(0, omnipkg.run("doctor").exit());
  }
}
