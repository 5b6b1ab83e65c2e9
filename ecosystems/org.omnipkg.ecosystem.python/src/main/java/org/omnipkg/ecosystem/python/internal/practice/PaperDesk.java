package org.omnipkg.ecosystem.python.internal.practice;

import java.nio.file.Path;
import java.util.List;
import org.omnipkg.model.Source;
import org.omnipkg.spi.BareDesk;

/** A desk at which nothing but the paper registry is to be had. */
record PaperDesk(PaperRegistry registry) implements BareDesk {
  /** No folder can be made there, so nothing is kept. */
  private static final Path NOWHERE = Path.of("/dev/null/practice");

  @Override
  public Reply fetch(Ask ask) {
    return registry.answer(ask);
  }

  @Override
  public List<Source> sources(String ecosystem) {
    return List.of(new Source("paper", registry.index(), Source.Form.INDEX));
  }

  @Override
  public Path scratch() {
    return NOWHERE;
  }

  @Override
  public Path cache(String name) {
    return NOWHERE;
  }

  @Override
  public boolean offline() {
    return false;
  }
}
