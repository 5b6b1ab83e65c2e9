package org.omnipkg.engine.internal;

import java.util.List;
import org.omnipkg.api.Inquiry;
import org.omnipkg.environment.Environments;
import org.osgi.service.component.annotations.Component;

/** What others did inside an environment. */
@Component(service = Drifts.class)
public final class Drifts {
  /** One line each, most important first. */
  List<Inquiry.Drift> of(Environments.Generation generation) {
    return List.of();
  }

  /** What every generation takes along. */
  List<Inquiry.Drift> carried(Environments.Generation generation) {
    return generation.state().carried().stream()
        .map(path -> new Inquiry.Drift("file", path, "`" + path + "`", "carries"))
        .toList();
  }
}
