package org.omnipkg.engine.internal;

import java.util.List;
import java.util.Set;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Target;

/**
 * What is to be made true of an environment; after it nothing resolves.
 *
 * @param roots what the user asks for, verbatim with ecosystem prefix
 * @param requested node ids the user named
 * @param command the words that led here, for the history
 */
record Plan(
    String ecosystem,
    String environment,
    Target target,
    List<String> roots,
    Set<String> requested,
    Resolution resolution,
    String resolver,
    List<String> command) {}
