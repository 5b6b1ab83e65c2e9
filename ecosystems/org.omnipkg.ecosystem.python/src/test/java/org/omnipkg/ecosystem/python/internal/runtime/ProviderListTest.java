package org.omnipkg.ecosystem.python.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.RuntimeSource.Provider;

class ProviderListTest {
  private static final Platform HERE = new Platform("linux", "x86_64", "glibc", "2.36");
  private static final String DIGEST = "a".repeat(64);
  private final ProviderList list = new ProviderList(new ObjectMapper());
  @TempDir Path folder;
  private LocalDesk desk;

  @BeforeEach
  void open() {
    desk = new LocalDesk(folder);
  }

  @Test
  void our_own_are_pinned_and_come_newest_first() {
    List<Provider> all = list.all(HERE, desk);

    assertEquals(
        List.of("3.14.3", "3.13.5", "3.12.1", "3.11.3", "3.10.8", "3.9.6", "3.7.9"), versions(all));
    for (Provider provider : all) {
      assertTrue(provider.sha256().matches("[0-9a-f]{64}"));
      assertTrue(provider.location().startsWith("maven:"));
      assertEquals(Map.of("SSL_CERT_FILE", "${ca-bundle}"), provider.environment());
    }
  }

  @Test
  void what_needs_a_newer_C_library_is_not_offered() {
    assertEquals(
        List.of("3.12.1", "3.11.3", "3.10.8", "3.9.6", "3.7.9"),
        versions(list.all(new Platform("linux", "x86_64", "glibc", "2.31"), desk)));
    assertEquals(List.of(), list.all(new Platform("linux", "x86_64", "musl", "1.2.5"), desk));
    assertEquals(List.of(), list.all(new Platform("windows", "x86_64", "", ""), desk));
  }

  @Test
  void other_processors_have_their_own() {
    List<Provider> all = list.all(new Platform("linux", "aarch64", "glibc", "2.36"), desk);

    assertEquals(6, all.size());
    assertTrue(all.stream().allMatch(p -> p.location().contains(":linux-arm64:")));
  }

  @Test
  void a_mirror_adds_its_own_with_addresses_relative_to_its_list() {
    desk.environment.put(ProviderList.MIRROR, "https://mirror.invalid/python/");
    desk.documents.put(
        URI.create("https://mirror.invalid/python/runtimes.json"),
        """
        [{"version": "3.13.5", "platform": "linux-x86_64", "location": "20260101/cpython.tar.gz",
          "sha256": "%s", "archive": "tar.gz", "strip": 1}]
        """
            .formatted(DIGEST));

    Provider first =
        list.all(HERE, desk).stream().filter(p -> p.version().equals("3.13.5")).toList().get(0);

    assertEquals("https://mirror.invalid/python/20260101/cpython.tar.gz", first.location());
    assertEquals("bin/python3", first.probe());
    assertEquals(1, first.strip());
  }

  @Test
  void a_mirror_may_be_a_folder_named_from_here() {
    desk.environment.put(ProviderList.MIRROR, "mirror");
    URI address = folder.resolve("mirror").resolve("runtimes.json").toUri();
    desk.documents.put(
        address,
        """
        [{"version": "3.8.20", "platform": "linux-x86_64", "location": "p.tar.gz",
          "sha256": "%s", "archive": "tar.gz"}]
        """
            .formatted(DIGEST));

    assertEquals(
        List.of(address.resolve("p.tar.gz").toString()),
        list.all(HERE, desk).stream()
            .filter(p -> p.version().equals("3.8.20"))
            .map(Provider::location)
            .toList());
  }

  @Test
  void nothing_is_taken_from_a_mirror_without_a_digest() {
    desk.environment.put(ProviderList.MIRROR, "https://user:secret@mirror.invalid/list.json");
    desk.documents.put(
        URI.create("https://user:secret@mirror.invalid/list.json"),
        "[{\"version\": \"3.8.20\", \"platform\": \"linux-x86_64\", \"location\": \"p\", \"archive\": \"zip\"}]");

    Refusal refusal = assertThrows(Refusal.class, () -> list.all(HERE, desk));

    assertEquals("runtime.mirror-unreadable", refusal.diagnostic().code());
    assertTrue(refusal.diagnostic().message().contains("lacks sha256"));
    assertFalse(refusal.diagnostic().toString().contains("secret"));
  }

  @Test
  void a_mirror_without_a_list_is_refused() {
    desk.environment.put(ProviderList.MIRROR, "https://mirror.invalid");

    Refusal refusal = assertThrows(Refusal.class, () -> list.all(HERE, desk));

    assertEquals("runtime.mirror-unreadable", refusal.diagnostic().code());
    assertEquals("correct or unset `OMNIPKG_PYTHON_MIRROR`", refusal.diagnostic().hint());
  }

  @Test
  void the_remedy_names_the_place_where_the_mirror_was_set() {
    desk.environment.put(ProviderList.MIRROR, "https://mirror.invalid");
    desk.environment.put(ProviderList.MIRROR + "_ORIGIN", "config.toml");

    Refusal refusal = assertThrows(Refusal.class, () -> list.all(HERE, desk));

    assertEquals(
        "correct it, or take it back with `omnipkg config unset python-mirror`",
        refusal.diagnostic().hint());
  }

  private static List<String> versions(List<Provider> providers) {
    return providers.stream().map(Provider::version).toList();
  }
}
