package org.omnipkg.bounds;

import java.time.Instant;
import org.omnipkg.model.Diagnostic;

/**
 * What an added bundle did that it may not.
 *
 * @param location of the bundle, which names its file and the file's digest
 * @param why names bundle, version, part and method
 */
public record Offence(
    String bundle, String version, String location, Diagnostic why, Instant when) {}
