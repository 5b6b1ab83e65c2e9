package org.omnipkg.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Refusal;

class PluginJarTest {
  private @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("some.jar");
  }

  private PluginJar read() {
    return PluginJar.read(file, "some.jar", "d1");
  }

  private String refused() {
    return assertThrows(Refusal.class, () -> read().bringsSomething()).diagnostic().code();
  }

  @Test
  void name_version_and_services_come_from_manifest_and_descriptions() throws IOException {
    TinyBundle.resolver("org.example.one;singleton:=true", "1.2.3.x", "quick").into(file);
    PluginJar jar = read();
    assertEquals("org.example.one 1.2.3.x", jar.title());
    assertEquals(List.of("resolver quick"), jar.words());
    assertEquals("d1", jar.digest());
  }

  @Test
  void descriptions_are_found_by_wildcard_and_properties_by_their_text() throws IOException {
    TinyBundle.of("a", "1")
        .header("Service-Component", "OSGI-INF/*.xml")
        .file(
            "OSGI-INF/a.xml",
            "<x:component xmlns:x='urn:x'><property name='omnipkg.ecosystem' type='String'>\n"
                + " toy\n</property><service><provide interface='org.omnipkg.spi.Ecosystem'/>"
                + "<provide interface='org.omnipkg.spi.RuntimeSource'/>"
                + "<provide interface='java.lang.Runnable'/></service></x:component>")
        .file(
            "OSGI-INF/deeper/b.xml",
            "<component><service><provide interface="
                + "'org.omnipkg.spi.Solver'/></service></component>")
        .into(file);
    assertEquals(List.of("language toy", "runtime source of toy"), read().words());
  }

  @Test
  void components_that_do_not_come_by_themselves_are_not_stated() throws IOException {
    TinyBundle.of("a", "1")
        .header("Service-Component", "a.xml,b.xml")
        .file(
            "a.xml",
            "<component enabled='false'><service><provide interface='org.omnipkg.spi.Solver'/>"
                + "</service></component>")
        .file(
            "b.xml",
            "<component configuration-policy='require'><service>"
                + "<provide interface='org.omnipkg.spi.Solver'/></service></component>")
        .into(file);
    assertEquals("plugin.brings-nothing", refused());
  }

  @Test
  void a_bundle_that_registers_by_itself_promises_in_its_manifest() throws IOException {
    TinyBundle.of("a", "1")
        .header(
            "Provide-Capability",
            "osgi.service;objectClass:List<String>=\"org.omnipkg.spi.Solver\"")
        .into(file);
    assertEquals(List.of("a resolver"), read().words());
  }

  @Test
  void other_files_are_no_bundles() throws IOException {
    Files.writeString(file, "text");
    assertEquals("plugin.not-a-bundle", refused());
    TinyBundle.of("", "1").into(file);
    assertEquals("plugin.not-a-bundle", refused());
    TinyBundle.of("../../up", "1").into(file);
    assertEquals("plugin.not-a-bundle", refused());
    TinyBundle.of("a", "one").into(file);
    assertEquals("plugin.not-a-bundle", refused());
    TinyBundle.of("a", "1").header("Bundle-ManifestVersion", "1").into(file);
    assertEquals("plugin.not-a-bundle", refused());
  }

  @Test
  void a_description_that_names_files_of_this_machine_is_not_followed() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "python");
    TinyBundle.of("a", "1")
        .header("Service-Component", "a.xml")
        .file(
            "a.xml",
            "<!DOCTYPE c [<!ENTITY e SYSTEM '"
                + secret.toUri()
                + "'>]><component><property name='omnipkg.ecosystem'>&e;</property>"
                + "<service><provide interface='org.omnipkg.spi.Ecosystem'/></service></component>")
        .into(file);
    assertEquals("plugin.not-a-bundle", refused());
  }
}
