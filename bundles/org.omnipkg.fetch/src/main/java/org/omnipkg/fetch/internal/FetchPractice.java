package org.omnipkg.fetch.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.fetch.Rehearsals;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Desk;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gets ready for the first request: authorities are read, classes loaded and compiled, by exchanges
 * with this process itself. Nobody else is asked anything.
 */
@Component(property = "omnipkg.practice=fetch")
public final class FetchPractice implements Runnable {
  private static final int PAGE = 200_000;
  private static final int PAGES = 8;

  /** The JVM compiles what ran two hundred times. */
  private static final int PIECES = 220;

  private final Fetcher fetcher;
  private final Rehearsals rehearsals;

  /** Once is enough: what solves practise goes the same way. */
  private final AtomicBoolean exchanged = new AtomicBoolean();

  @Activate
  public FetchPractice(@Reference Fetcher fetcher, @Reference Rehearsals rehearsals) {
    this.fetcher = fetcher;
    this.rehearsals = rehearsals;
  }

  @Override
  public void run() {
    fetcher.prepare(Access.of(System.getenv(), false));
    if (exchanged.getAndSet(true)) {
      return;
    }
    try (Rehearsals.Rehearsal rehearsal = rehearsals.begin()) {
      exchange(rehearsal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void exchange(Rehearsals.Rehearsal rehearsal) {
    Map<String, byte[]> pages = new HashMap<>();
    for (int i = 0; i < PAGES; i++) {
      pages.put("/page-" + i, new byte[PAGE]);
    }
    rehearsal.show(pages, "text/plain");
    Access access = Access.of(Map.of("no_proxy", "*"), false);
    for (int i = 0; i < PAGES; i++) {
      ask(rehearsal, i, Optional.empty(), access);
    }
    for (int i = 0; i < PIECES; i++) {
      ask(rehearsal, i % PAGES, Optional.of("-500"), access);
    }
  }

  private static void ask(
      Rehearsals.Rehearsal rehearsal, int number, Optional<String> range, Access access) {
    URI page = rehearsal.address().resolve("page-" + number);
    rehearsal
        .fetcher()
        .document(new Desk.Ask(page, "", Duration.ZERO, range), access, Progress.SILENT);
  }
}
