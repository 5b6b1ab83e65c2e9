package org.omnipkg.ecosystem.go.internal.sum;

/**
 * What the checksum database vouches for.
 *
 * @param zip hash of the module's files, Base64
 * @param mod hash of its go.mod, Base64
 */
public record Sums(String zip, String mod) {}
