package org.omnipkg.spi;

import java.util.List;
import java.util.Map;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Source;

/**
 * What a requirements file says.
 *
 * @param hashes accepted digests per name, {@code algorithm:hex}
 * @param sources indexes and find-links it names, in order
 * @param includes further files it names ({@code -r}, {@code -c}), each with its option in front,
 *     separated by one space
 */
public record RequirementsFile(
    List<Dependency> requirements,
    List<Dependency> constraints,
    Map<PackageName, List<String>> hashes,
    List<Source> sources,
    List<String> includes,
    boolean prereleases) {}
