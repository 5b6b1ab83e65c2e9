package org.omnipkg.engine.internal;

import java.nio.file.Path;
import org.omnipkg.api.Places;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.process.Processes;
import org.omnipkg.store.Store;

/** What desks are made of. */
record DeskRooms(
    Fetcher fetcher,
    Processes processes,
    Places places,
    Tools tools,
    SourceList sources,
    Store store,
    Unpacker unpacker,
    PackedFiles packed) {
  /** The same with another fetcher, and another folder for what may be deleted at any time. */
  DeskRooms over(Fetcher other, Path cache) {
    return new DeskRooms(
        other,
        processes,
        new ElsewhereCached(places, cache),
        tools,
        sources,
        store,
        unpacker,
        packed);
  }
}
