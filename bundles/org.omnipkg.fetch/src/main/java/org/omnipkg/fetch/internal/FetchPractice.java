package org.omnipkg.fetch.internal;

import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.Fetcher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gets ready for the first request: authorities are read, classes loaded and compiled, by exchanges
 * with this process itself. Nobody else is asked anything.
 */
@Component(property = "omnipkg.practice=fetch")
public final class FetchPractice implements Runnable {
  private final Fetcher fetcher;

  @Activate
  public FetchPractice(@Reference Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  @Override
  public void run() {
    fetcher.prepare(Access.of(System.getenv(), false));
  }
}
