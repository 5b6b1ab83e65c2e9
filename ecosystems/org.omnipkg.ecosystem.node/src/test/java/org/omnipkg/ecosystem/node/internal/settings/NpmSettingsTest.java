package org.omnipkg.ecosystem.node.internal.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.tck.CannedDesk;

class NpmSettingsTest {
  @TempDir Path root;
  private CannedDesk desk;

  @BeforeEach
  void machine() {
    desk = new CannedDesk(root.resolve("work")).variable("HOME", root.resolve("home").toString());
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<Source> sources() {
    return new NpmSettings((node, at) -> Optional.of(URI.create("https://built-in.example/")))
        .sources(() -> root.resolve("node"), desk);
  }

  private String registry() {
    return sources().get(sources().size() - 1).location().toString();
  }

  @Test
  void the_project_stands_over_the_user_and_variables_over_all() throws IOException {
    file("home/.npmrc", "registry=https://user.example/");
    assertEquals("https://user.example/", registry());
    file("work/package.json", "{}");
    file("work/.npmrc", "registry=https://project.example/");
    assertEquals("https://project.example/", registry());
    desk.variable("NPM_CONFIG_REGISTRY", "https://variable.example/");
    assertEquals("https://variable.example/", registry());
  }

  @Test
  void a_project_is_found_from_a_folder_below_it() throws IOException {
    file("work/package.json", "{}");
    file("work/.npmrc", "registry=https://project.example/");
    Files.createDirectories(root.resolve("work/src/deep"));
    desk =
        new CannedDesk(root.resolve("work/src/deep"))
            .variable("HOME", root.resolve("home").toString());
    assertEquals("https://project.example/", registry());
  }

  @Test
  void the_machines_file_lies_beside_the_node_on_the_path() throws IOException {
    file("usr/bin/node", "");
    Files.setPosixFilePermissions(
        root.resolve("usr/bin/node"), PosixFilePermissions.fromString("rwxr-xr-x"));
    file("usr/etc/npmrc", "registry=https://machine.example/");
    desk.variable("PATH", root.resolve("usr/bin").toString());
    assertEquals("https://machine.example/", registry());
    file("other/npmrc", "registry=https://named.example/");
    desk.variable("npm_config_globalconfig", root.resolve("other/npmrc").toString());
    assertEquals("https://named.example/", registry());
  }

  @Test
  void variables_are_put_in_and_comments_passed_over() throws IOException {
    file(
        "home/.npmrc",
        """
        ; a comment
        # another
        registry="https://${HOST}/npm/"
        //secret.example/npm/:_authToken=${TOKEN}
        @a:registry=https://secret.example/npm/
        """);
    desk.variable("HOST", "host.example").variable("TOKEN", "t/0=");
    assertEquals("https://host.example/npm/", registry());
    assertEquals(
        "https://_authToken:t%2F0%3D@secret.example/npm/#@a",
        sources().get(0).location().toString());
  }

  @Test
  void a_login_is_found_for_the_registrys_folder_or_one_above() throws IOException {
    file(
        "home/.npmrc",
        """
        registry=https://host.example/a/b/
        //host.example/:username=me
        //host.example/:_password=cGFzcw==
        //host.example/a/b/c/:_authToken=wrong
        """);
    assertEquals("https://me:pass@host.example/a/b/", registry());
    file("home/.npmrc", "registry=https://host.example/\n//host.example/:_auth=dTpw\n");
    assertEquals("https://u:p@host.example/", registry());
  }

  @Test
  void a_login_for_another_host_or_port_is_not_shown() throws IOException {
    file(
        "home/.npmrc",
        "registry=https://host.example:8443/\n//host.example/:_authToken=t\n//x/:_authToken=t\n");
    assertEquals("https://host.example:8443/", registry());
  }

  @Test
  void a_registry_that_is_no_address_is_refused_without_telling_it() throws IOException {
    file("home/.npmrc", "registry=not an address secret");
    Refusal refusal = assertThrows(Refusal.class, this::sources);
    assertEquals("index.address-malformed", refusal.diagnostic().code());
    assertFalse(refusal.diagnostic().toString().contains("secret"));
  }

  @Test
  void no_label_tells_a_token() throws IOException {
    file("home/.npmrc", "@a:registry=https://own.example/\n//own.example/:_authToken=tok\n");
    assertTrue(sources().stream().noneMatch(source -> source.toString().contains("tok")));
  }
}
