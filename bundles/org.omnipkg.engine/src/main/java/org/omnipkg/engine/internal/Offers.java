package org.omnipkg.engine.internal;

import java.util.List;
import org.omnipkg.environment.State;
import org.omnipkg.model.Node;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Ecosystem;
import org.osgi.service.component.annotations.Component;

/** What the indexes offer for chosen pins: every artifact that fits, for the lock. */
@Component(service = Offers.class)
public final class Offers {
  List<State.Offer> of(List<Node> nodes, Target target, Ecosystem ecosystem, HouseDesk desk) {
    return List.of();
  }
}
