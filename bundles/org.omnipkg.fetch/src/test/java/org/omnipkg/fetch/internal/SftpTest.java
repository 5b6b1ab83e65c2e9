package org.omnipkg.fetch.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.internal.shared.Redaction;
import org.omnipkg.fetch.internal.vfs.Sight;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Progress;

/** Against a real SSH server on loopback. */
class SftpTest {
  private static final String SECRET = "s3cret-of-ada";
  private static final byte[] ONE =
      "one".repeat(5000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  @TempDir Path root;
  private Path home;
  private Path served;
  private SshServer server;
  private KeyPair host;
  private final KeyPair user = pair();
  private final AtomicInteger logins = new AtomicInteger();
  private Asking fetcher;

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void start() throws Exception {
    home = Files.createDirectories(root.resolve("home"));
    served = Files.createDirectories(root.resolve("served/wheels/sub"));
    Files.write(served.resolveSibling("one-1.0.whl"), ONE);
    Files.writeString(served.resolve("two-1.0.whl"), "two");
    host = pair();
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(host));
    server.setPasswordAuthenticator(
        (name, password, session) -> {
          logins.incrementAndGet();
          return name.equals("ada") && password.equals(SECRET);
        });
    server.setPublickeyAuthenticator(
        (name, key, session) -> name.equals("ada") && key.equals(user.getPublic()));
    server.setFileSystemFactory(new VirtualFileSystemFactory(root.resolve("served")));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.start();
    fetcher = Bench.fetcher(root.resolve("cache"), Bench.limits(), Map.of("HOME", home.toString()));
  }

  @AfterEach
  void stop() throws IOException {
    server.stop(true);
  }

  private URI at(String user, String path) {
    return URI.create("sftp://" + user + "127.0.0.1:" + server.getPort() + path);
  }

  private void known(KeyPair key) throws IOException {
    Path file = Files.createDirectories(home.resolve(".ssh")).resolve("known_hosts");
    Files.writeString(
        file,
        "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(key.getPublic()) + "\n");
  }

  private void netrc(String password) throws IOException {
    Files.writeString(
        home.resolve(".netrc"), "machine 127.0.0.1 login ada password " + password + "\n");
  }

  private void key() throws IOException {
    Path file = Files.createDirectories(home.resolve(".ssh")).resolve("id_rsa");
    try (OutputStream out = Files.newOutputStream(file)) {
      String text =
          Base64.getMimeEncoder(64, new byte[] {'\n'})
              .encodeToString(user.getPrivate().getEncoded());
      out.write(
          ("-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n").getBytes());
    }
  }

  private List<String> names(URI location) {
    return fetcher.children(location, false, Bench.SILENT).stream().map(Redaction::name).toList();
  }

  @Test
  void a_known_server_is_read_with_the_key_of_the_user() throws Exception {
    known(host);
    key();
    assertEquals(List.of("one-1.0.whl"), names(at("ada@", "/wheels")));
    assertEquals(0, logins.get());
  }

  @Test
  void a_password_comes_from_the_netrc() throws Exception {
    known(host);
    netrc(SECRET);
    assertEquals(List.of("one-1.0.whl"), names(at("", "/wheels/")));
  }

  @Test
  void a_password_of_the_address_is_used_and_a_file_arrives_whole() throws Exception {
    known(host);
    Path into = root.resolve("into");
    URI file = at("ada:" + SECRET + "@", "/wheels/one-1.0.whl");
    fetcher.download(
        new Artifact(
            "one-1.0.whl",
            "wheel",
            file,
            Map.of("sha256", Bench.sha256(ONE)),
            OptionalLong.empty(),
            Map.of()),
        into,
        false,
        Bench.SILENT);
    assertArrayEquals(ONE, Files.readAllBytes(into));
    assertEquals(
        404,
        fetcher
            .document(Bench.ask(at("ada:" + SECRET + "@", "/wheels/no")), false, Bench.SILENT)
            .status());
  }

  @Test
  void a_server_nobody_knows_is_refused_and_never_shown_a_password() throws Exception {
    netrc(SECRET);
    Diagnostic refusal = Bench.refused(() -> names(at("", "/wheels")));
    assertEquals("fetch.unknown-host", refusal.code());
    assertEquals(0, logins.get());
    assertFalse(Files.exists(home.resolve(".ssh/known_hosts")));
  }

  @Test
  void a_server_with_another_key_than_before_is_refused() throws Exception {
    known(pair());
    netrc(SECRET);
    assertEquals("fetch.changed-host", Bench.refused(() -> names(at("", "/wheels"))).code());
    assertEquals(0, logins.get());
  }

  @Test
  void a_wrong_password_names_the_source_and_tells_no_secret() throws Exception {
    known(host);
    netrc("wrong-" + SECRET);
    RoutingFetcher plain =
        new RoutingFetcher(
            root.resolve("c"), Bench.limits(), 1 << 20, Sight.local(root.resolve("v")));
    Access access = new Access(Map.of("HOME", home.toString()), false, location -> "extra-1");
    Diagnostic refusal =
        Bench.refused(() -> plain.children(at("", "/wheels"), access, Progress.SILENT));
    assertEquals("fetch.unauthorized", refusal.code());
    assertTrue(refusal.message().contains("`extra-1`"), refusal.message());
    assertFalse(refusal.toString().contains(SECRET));
  }

  @Test
  void offline_no_server_is_asked() throws Exception {
    known(host);
    netrc(SECRET);
    Diagnostic refusal =
        Bench.refused(() -> fetcher.children(at("", "/wheels"), true, Bench.SILENT));
    assertEquals("fetch.offline", refusal.code());
    assertEquals(0, logins.get());
  }

  @Test
  void a_copy_has_the_shape_of_the_place_and_follows_its_changes() throws Exception {
    known(host);
    netrc(SECRET);
    Path into = root.resolve("copy");
    fetcher.copy(at("", "/wheels"), into, false);
    assertArrayEquals(ONE, Files.readAllBytes(into.resolve("one-1.0.whl")));
    assertEquals("two", Files.readString(into.resolve("sub/two-1.0.whl")));
    Object inode = Files.getAttribute(into.resolve("one-1.0.whl"), "unix:ino");
    Files.delete(served.resolve("two-1.0.whl"));
    fetcher.copy(at("", "/wheels"), into, false);
    assertFalse(Files.exists(into.resolve("sub/two-1.0.whl")));
    assertEquals(inode, Files.getAttribute(into.resolve("one-1.0.whl"), "unix:ino"));
  }

  @Test
  void a_server_that_is_not_there_is_no_network() throws Exception {
    known(host);
    server.stop(true);
    assertEquals("fetch.no-network", Bench.refused(() -> names(at("ada@", "/wheels"))).code());
  }
}
