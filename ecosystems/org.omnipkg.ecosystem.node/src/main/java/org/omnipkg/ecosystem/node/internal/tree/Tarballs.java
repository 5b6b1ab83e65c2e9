package org.omnipkg.ecosystem.node.internal.tree;

import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;

/** Packages named by the address of their tarball. */
final class Tarballs {
  private final Desk desk;

  Tarballs(Desk desk) {
    this.desk = desk;
  }

  Pack read(Dependency dependency) {
    desk.progress().checkpoint();
    throw new Refusal(
        Diagnostic.user(
            "requirement.unsupported",
            "`" + dependency.target().name() + "` is to come from a place that is no registry",
            "name a release of the registry"));
  }
}
