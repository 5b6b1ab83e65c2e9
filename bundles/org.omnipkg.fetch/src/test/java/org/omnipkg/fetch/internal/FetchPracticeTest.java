package org.omnipkg.fetch.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.Rehearsals;
import org.omnipkg.fetch.internal.http.Limits;
import org.omnipkg.fetch.internal.vfs.Sight;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;

@Timeout(120)
class FetchPracticeTest {
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final Access ACCESS = Access.of(Map.of("no_proxy", "*"), false);

  @TempDir Path cache;

  private RoutingFetcher fetcher() {
    Duration pause = Duration.ofMillis(1);
    Limits limits = new Limits(TIME, TIME, 1, pause, pause, 8, 1 << 20);
    return new RoutingFetcher(cache, limits, 1 << 20, Sight.local(cache.resolve("vfs")));
  }

  private static Desk.Reply ask(Rehearsals.Rehearsal rehearsal, String path, String range) {
    URI address = rehearsal.address().resolve(path);
    Optional<String> part = Optional.of(range).filter(text -> !text.isEmpty());
    return rehearsal
        .fetcher()
        .document(new Desk.Ask(address, "", Duration.ZERO, part), ACCESS, Progress.SILENT);
  }

  private long filesOfPractice() throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void practice_needs_nobody_but_this_process_and_leaves_nothing() throws IOException {
    RoutingFetcher fetcher = fetcher();
    for (int i = 0; i < 2; i++) {
      assertDoesNotThrow(new FetchPractice(fetcher, fetcher)::run);
    }
    assertEquals(0, filesOfPractice());
  }

  private static long clients() {
    System.gc();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("HttpClient-\\d+-SelectorManager"))
        .count();
  }

  @Test
  void nothing_waits_for_a_server_of_practice_that_has_ended() throws Exception {
    RoutingFetcher fetcher = fetcher();
    fetcher.prepare(ACCESS);
    long before = clients();
    for (int i = 0; i < 3; i++) {
      try (Rehearsals.Rehearsal rehearsal = fetcher.begin()) {
        rehearsal.show(Map.of("/page", new byte[100_000]), "text/plain");
        ask(rehearsal, "/page", "");
        ask(rehearsal, "/page", "-500");
      }
    }
    while (clients() > before) {
      Thread.sleep(100); // a client looks every three seconds whether it is needed
    }
  }

  @Test
  void documents_come_whole_or_in_part() throws IOException {
    byte[] page = new byte[100_000];
    new Random(7).nextBytes(page);
    try (Rehearsals.Rehearsal rehearsal = fetcher().begin()) {
      String odd = "/Simple/practice-0_x/A.B~c-1.0+%5Bx%5D,y=z.whl";
      rehearsal.show(Map.of("/page", page, odd, page), "text/odd");
      Desk.Reply whole = ask(rehearsal, "/page", "");
      assertEquals(200, whole.status());
      assertEquals("text/odd", whole.headers().get("content-type"));
      assertArrayEquals(page, whole.body().orElseThrow());
      Desk.Reply end = ask(rehearsal, odd, "-500");
      assertEquals(206, end.status());
      assertEquals("bytes 99500-99999/100000", end.headers().get("content-range"));
      assertArrayEquals(Arrays.copyOfRange(page, 99_500, 100_000), end.body().orElseThrow());
      assertArrayEquals(
          Arrays.copyOfRange(page, 10, 21), ask(rehearsal, odd, "10-20").body().orElseThrow());
      assertEquals(404, ask(rehearsal, "/absent", "").status());
      assertTrue(Files.isDirectory(rehearsal.cache()));
    }
  }

  @Test
  void nobody_else_believes_the_server_and_it_ends() throws IOException {
    RoutingFetcher fetcher = fetcher();
    URI address;
    Path kept;
    try (Rehearsals.Rehearsal rehearsal = fetcher.begin()) {
      byte[] words = "words".getBytes(StandardCharsets.UTF_8);
      rehearsal.show(Map.of("/page", words), "text/plain");
      address = rehearsal.address().resolve("/page");
      kept = rehearsal.cache();
      assertArrayEquals(words, ask(rehearsal, "/page", "").body().orElseThrow());
      Desk.Ask ask = Desk.Ask.of(address, "", Duration.ZERO);
      Refusal refused =
          assertThrows(Refusal.class, () -> fetcher.document(ask, ACCESS, Progress.SILENT));
      assertEquals("fetch.untrusted", refused.diagnostic().code());
    }
    assertFalse(Files.exists(kept));
    Desk.Ask late = Desk.Ask.of(address, "", Duration.ZERO);
    assertThrows(Refusal.class, () -> fetcher.document(late, ACCESS, Progress.SILENT));
  }
}
