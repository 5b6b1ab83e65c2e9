package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Places;
import org.omnipkg.api.Settings;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.process.Processes;
import org.omnipkg.store.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opens a desk for a request. */
@Component(service = Desks.class)
public final class Desks {
  private final DeskRooms rooms;
  private final Settings settings;

  @Activate
  public Desks(
      @Reference Fetcher fetcher,
      @Reference Processes processes,
      @Reference Places places,
      @Reference Tools tools,
      @Reference SourceList sources,
      @Reference Settings settings,
      @Reference Store store,
      @Reference Unpacker unpacker,
      @Reference PackedFiles packed) {
    this(
        new DeskRooms(fetcher, processes, places, tools, sources, store, unpacker, packed),
        settings);
  }

  private Desks(DeskRooms rooms, Settings settings) {
    this.rooms = rooms;
    this.settings = settings;
  }

  /** The same with other eyes on the world, and another folder for what may be deleted. */
  Desks over(Fetcher fetcher, Path cache) {
    return new Desks(rooms.over(fetcher, cache), settings);
  }

  HouseDesk open(Caller caller, Wishes wishes) {
    return new HouseDesk(withMirror(caller), wishes, rooms);
  }

  /** Languages read the mirror of their runtimes from the environment, wherever it was set. */
  private Caller withMirror(Caller caller) {
    Settings.Setting setting = settings.get(caller, "python-mirror");
    String mirror = setting.value();
    if (mirror.isEmpty()) {
      return caller;
    }
    Map<String, String> environment = new HashMap<>(caller.environment());
    environment.put("OMNIPKG_PYTHON_MIRROR", mirror);
    environment.put("OMNIPKG_PYTHON_MIRROR_ORIGIN", setting.origin());
    return new Caller(
        environment, caller.directory(), caller.offline(), caller.patience(), caller.progress());
  }
}
