package org.omnipkg.engine.internal;

import java.util.concurrent.atomic.AtomicLong;
import org.omnipkg.model.Target;

/**
 * For whom trees are brought.
 *
 * @param downloaded counts the bytes that came
 */
record Errand(Target target, HouseDesk desk, AtomicLong downloaded) {}
