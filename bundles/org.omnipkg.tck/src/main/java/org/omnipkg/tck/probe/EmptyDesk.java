package org.omnipkg.tck.probe;

import java.nio.file.Path;
import org.omnipkg.spi.BareDesk;

/** A desk of nothing but a folder. */
record EmptyDesk(Path scratch) implements BareDesk {}
