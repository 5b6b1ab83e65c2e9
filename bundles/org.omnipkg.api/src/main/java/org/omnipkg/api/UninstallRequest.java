package org.omnipkg.api;

import java.util.List;

/** {@code uninstall}: words are names, or {@code NAME==VERSION}. */
public record UninstallRequest(String environment, List<String> words, boolean dryRun) {}
