package org.omnipkg.ecosystem.python.internal.runtime;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.Children;
import org.omnipkg.tck.OtherDesk;

/** A desk that runs children for real, without confinement, and fetches documents from a map. */
public final class LocalDesk extends OtherDesk {
  public final List<Command> ran = new ArrayList<>();
  public final Map<String, String> environment = new HashMap<>();
  public final Map<URI, String> documents = new HashMap<>();

  public LocalDesk(Path scratch) {
    super(new CannedDesk(scratch));
  }

  @Override
  public Output run(Command command) {
    synchronized (ran) {
      ran.add(command);
    }
    return Children.run(command);
  }

  @Override
  public Reply fetch(Ask ask) {
    String found = documents.get(ask.location());
    return new Reply(
        found == null ? 404 : 200,
        ask.location(),
        Map.of(),
        Optional.ofNullable(found).map(text -> text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Map<String, String> environment() {
    return environment;
  }

  @Override
  public boolean offline() {
    return true;
  }
}
