package org.omnipkg.model;

/**
 * A regular file of an unpacked artifact, already verified and stored.
 *
 * @param path relative, {@code /}-separated, inside the archive
 * @param executable whether the archive gave it an execute bit
 */
public record Entry(String path, Digest digest, boolean executable) {}
