package org.omnipkg.engine.internal;

import org.omnipkg.api.Caller;
import org.omnipkg.api.Places;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.process.Processes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opens a desk for a request. */
@Component(service = Desks.class)
public final class Desks {
  private final Fetcher fetcher;
  private final Processes processes;
  private final Places places;
  private final Tools tools;
  private final SourceList sources;

  @Activate
  public Desks(
      @Reference Fetcher fetcher,
      @Reference Processes processes,
      @Reference Places places,
      @Reference Tools tools,
      @Reference SourceList sources) {
    this.fetcher = fetcher;
    this.processes = processes;
    this.places = places;
    this.tools = tools;
    this.sources = sources;
  }

  HouseDesk open(Caller caller, Wishes wishes) {
    return new HouseDesk(caller, wishes, fetcher, processes, places, tools, sources);
  }
}
