package org.omnipkg.ecosystem.go.internal.sum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.go.internal.settings.GoEnvironment;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.CannedDesk;

class ChecksumDatabaseTest {
  private static final String PROXY = "https://proxy.example";
  private static final String LOOKUP = PROXY + "/sumdb/sum.example/lookup/a.b/c@v1.0.0";

  @TempDir Path folder;

  private CannedDesk desk(SmallSumdb sumdb) {
    CannedDesk desk =
        new CannedDesk(folder)
            .variable("GOENV", "off")
            .variable("GOPROXY", PROXY)
            .variable("GOSUMDB", sumdb.key())
            .source("default", PROXY, Source.Form.INDEX);
    sumdb.serve(desk, PROXY);
    return desk;
  }

  private static Optional<Sums> ask(CannedDesk desk, String path) {
    return new ChecksumDatabase(desk, GoEnvironment.of(desk), desk.sources("go"))
        .sums(path, "v1.0.0");
  }

  private static Diagnostic refusal(CannedDesk desk) {
    return assertThrows(Refusal.class, () -> ask(desk, "a.b/c")).diagnostic();
  }

  private static SmallSumdb small(int before, int after) {
    return new SmallSumdb().fill(before).record("a.b/c", "v1.0.0", "Zip=", "Mod=").fill(after);
  }

  @Test
  void a_record_in_the_signed_tree_counts() {
    for (int size : List.of(0, 1, 2, 255, 256, 300, 1000)) {
      for (int after : List.of(0, 1, 77)) {
        // every one has a key, and so a memory, of its own
        SmallSumdb sumdb = small(size, after);
        assertEquals(Optional.of(new Sums("Zip=", "Mod=")), ask(desk(sumdb), "a.b/c"));
      }
    }
  }

  @Test
  void a_record_that_was_changed_is_refused_loudly() {
    CannedDesk desk = desk(small(300, 10));
    String answer = text(desk, LOOKUP);
    desk.document(LOOKUP, "text/plain", answer.replace("h1:Zip=", "h1:Evil="));
    Diagnostic why = refusal(desk);
    assertEquals("integrity.sumdb", why.code());
    assertTrue(why.message().startsWith("SECURITY"), why.message());
  }

  @Test
  void a_record_of_another_module_is_refused() {
    SmallSumdb sumdb =
        new SmallSumdb()
            .record("a.b/d", "v1.0.0", "D=", "D=")
            .record("a.b/c", "v1.0.0", "C=", "C=");
    CannedDesk desk = desk(sumdb);
    desk.document(LOOKUP, "text/plain", text(desk, LOOKUP.replace("/c@", "/d@")));
    assertEquals("integrity.sumdb", refusal(desk).code());
  }

  @Test
  void a_tree_that_another_key_signed_is_refused() {
    CannedDesk desk = desk(small(3, 3)).variable("GOSUMDB", new SmallSumdb().key());
    Diagnostic why = refusal(desk);
    assertEquals("integrity.sumdb", why.code());
    assertTrue(why.details().toString().contains("not signed"), why.toString());
  }

  @Test
  void a_tile_that_was_changed_is_refused() {
    CannedDesk desk = desk(small(100, 300));
    byte[] tile = new byte[256 * Hash.LENGTH];
    desk.document(PROXY + "/sumdb/sum.example/tile/8/0/000", "application/octet-stream", tile);
    assertEquals("integrity.sumdb", refusal(desk).code());
  }

  @Test
  void a_tree_that_grew_is_taken() {
    SmallSumdb sumdb = small(300, 10);
    ask(desk(sumdb), "a.b/c");
    for (int more : List.of(1, 5, 300, 1, 800)) {
      sumdb.fill(more);
      assertEquals(Optional.of(new Sums("Zip=", "Mod=")), ask(desk(sumdb), "a.b/c"));
    }
  }

  @Test
  void a_tree_that_forgot_what_it_had_is_refused_loudly() {
    SmallSumdb sumdb = small(300, 10);
    CannedDesk first = desk(sumdb);
    ask(first, "a.b/c");
    sumdb.rewrite(7);
    sumdb.fill(20);
    Diagnostic why = refusal(desk(sumdb));
    assertEquals("integrity.sumdb", why.code());
    assertTrue(why.details().toString().contains("does not continue"), why.toString());
  }

  @Test
  void a_mirror_that_lags_behind_is_taken() {
    SmallSumdb sumdb = small(300, 10);
    String older = sumdb.head();
    sumdb.fill(50);
    ask(desk(sumdb), "a.b/c");
    CannedDesk lagging = desk(sumdb);
    lagging.document(PROXY + "/sumdb/sum.example/latest", "text/plain", older);
    assertEquals(Optional.of(new Sums("Zip=", "Mod=")), ask(lagging, "a.b/c"));
  }

  @Test
  void a_module_it_does_not_know_is_refused_with_a_way_out() {
    CannedDesk desk = desk(small(3, 3));
    Diagnostic why = assertThrows(Refusal.class, () -> ask(desk, "a.b/unknown")).diagnostic();
    assertEquals("integrity.unvouched", why.code());
    assertTrue(why.hint().contains("GOPRIVATE"), why.hint());
  }

  @Test
  void what_the_user_exempts_is_not_asked_about() {
    CannedDesk desk = desk(small(3, 3)).variable("GONOSUMDB", "a.b/*");
    assertEquals(Optional.empty(), ask(desk, "a.b/c"));
    desk.variable("GONOSUMDB", "").variable("GOSUMDB", "off");
    assertEquals(Optional.empty(), ask(desk, "x.y/z"));
    assertEquals(List.of(), desk.asked());
  }

  private static String text(CannedDesk desk, String address) {
    return new String(
        desk.fetch(Desk.Ask.of(URI.create(address), "", Duration.ZERO)).body().orElseThrow(),
        StandardCharsets.UTF_8);
  }
}
