package org.omnipkg.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Plugins.Wish;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.Repositories;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;

/** A repository with versions 1.0, 1.1 and 2.0-beta of org.acme:lua. */
class DeliveriesTest {
  private static final List<String> VERSIONS = List.of("1.0", "1.1", "2.0-beta");

  private @TempDir Path home;
  private Signer ann;
  private boolean signed;
  private Deliveries deliveries;
  private Caller caller;

  @BeforeEach
  void open() throws Exception {
    ann = new Signer("Ann");
    deliveries = new Deliveries(new Shop(), ShelfTest.places(home));
    caller = new Caller(Map.of(), home, false, Duration.ZERO, Progress.SILENT);
  }

  private final class Shop implements Repositories {
    @Override
    public List<String> versions(
        String group, String artifact, Path scratch, Access access, Progress progress) {
      return artifact.equals("lua") ? VERSIONS : List.of();
    }

    @Override
    public Published jar(
        String group,
        String artifact,
        String version,
        Path into,
        Access access,
        Progress progress) {
      if (!artifact.equals("lua") || !VERSIONS.contains(version)) {
        throw new Refusal(Diagnostic.outside("fetch.not-found", "not there", ""));
      }
      try {
        Path jar = Files.writeString(into.resolve("lua-" + version + ".jar"), version);
        return new Published(
            jar, signed ? Optional.of(ann.sign(jar)) : Optional.empty(), "central");
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Diagnostic refused(String words, boolean unsigned) {
    return assertThrows(Refusal.class, () -> deliveries.of(caller, new Wish(words, unsigned)))
        .diagnostic();
  }

  private List<String> scratches() {
    try (Stream<Path> all = Files.list(home.resolve("cache"))) {
      return all.map(Path::toString).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_file_that_is_there_is_meant_whatever_it_is_called() throws Exception {
    Files.writeString(home.resolve("org.acme:lua"), "here");
    try (Delivery delivery = deliveries.of(caller, new Wish("org.acme:lua", false))) {
      assertEquals("here", Files.readString(delivery.file()));
      assertEquals("", delivery.source().repository());
    }
  }

  @Test
  void without_a_version_the_newest_comes_and_leaves_nothing_behind() throws Exception {
    signed = true;
    ann.publicKey(home.resolve("trusted-keys/ann.asc"));
    try (Delivery delivery = deliveries.of(caller, new Wish("org.acme:lua", false))) {
      assertEquals("1.1", Files.readString(delivery.file()));
      assertEquals("org.acme:lua:1.1", delivery.source().words());
      assertEquals("central", delivery.source().repository());
      assertTrue(delivery.source().signer().startsWith("Ann "));
      assertEquals(List.of(), delivery.notes());
    }
    assertEquals(List.of(), scratches());
  }

  @Test
  void one_that_nobody_trusted_signed_needs_a_word_and_is_noted() {
    assertEquals("plugin.unsigned", refused("org.acme:lua", false).code());
    signed = true;
    assertEquals("plugin.unknown-key", refused("org.acme:lua:1.0", false).code());
    assertEquals(List.of(), scratches());
    try (Delivery delivery = deliveries.of(caller, new Wish("org.acme:lua:1.0", true))) {
      assertEquals("", delivery.source().signer());
      assertTrue(delivery.notes().get(0).contains("signed by nobody you trust"));
    }
  }

  @Test
  void what_is_not_published_is_told_with_what_is() {
    Diagnostic version = refused("org.acme:lua:9", true);
    assertEquals("plugin.not-published", version.code());
    assertEquals(List.of("versions there: 1.0, 1.1, 2.0-beta"), version.details());
    Diagnostic name = refused("org.acme:awk", true);
    assertEquals("plugin.not-published", name.code());
    assertFalse(name.hint().isEmpty());
  }

  @Test
  void only_what_came_later_is_newer() {
    Coordinates lua = Coordinates.of("org.acme:lua").orElseThrow();
    assertEquals(Optional.of(lua.at("1.1")), deliveries.newer(caller, lua.at("1.0")));
    assertEquals(Optional.empty(), deliveries.newer(caller, lua.at("1.1")));
    assertEquals(Optional.empty(), deliveries.newer(caller, lua.at("2.0-beta")));
  }
}
