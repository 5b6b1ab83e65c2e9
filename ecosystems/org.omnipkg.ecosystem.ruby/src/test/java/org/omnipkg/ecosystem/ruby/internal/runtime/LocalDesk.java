package org.omnipkg.ecosystem.ruby.internal.runtime;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.Children;
import org.omnipkg.tck.OtherDesk;

/** A desk that runs children for real, without confinement. */
public final class LocalDesk extends OtherDesk {
  public final Map<String, String> environment = new HashMap<>();

  public LocalDesk(Path scratch) {
    super(new CannedDesk(scratch));
  }

  @Override
  public Output run(Command command) {
    return Children.run(command);
  }

  @Override
  public Map<String, String> environment() {
    return environment;
  }
}
