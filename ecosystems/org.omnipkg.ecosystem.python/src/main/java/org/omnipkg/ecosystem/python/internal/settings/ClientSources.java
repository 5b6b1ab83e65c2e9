package org.omnipkg.ecosystem.python.internal.settings;

import java.util.List;
import java.util.Optional;

/**
 * What one client is told about where packages come from, as it was written.
 *
 * @param index the default index
 * @param noIndex whether indexes are switched off altogether
 */
record ClientSources(
    Optional<String> index, List<String> extraIndexes, List<String> links, boolean noIndex) {}
