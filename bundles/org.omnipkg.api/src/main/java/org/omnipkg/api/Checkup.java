package org.omnipkg.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A room's own part of {@link Health}: every such service is asked. */
@ConsumerType
public interface Checkup {
  List<Health.Finding> examine(Caller caller);
}
