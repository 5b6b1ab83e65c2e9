package org.omnipkg.api;

/** {@code swap python 3.9}: the same requests on another runtime. */
public record SwapRequest(String environment, String what, String version, boolean dryRun) {}
