package org.omnipkg.api;

import java.util.List;

/**
 * {@code swap}: other versions become the active ones.
 *
 * @param runtimes {@code python@3.9}: the same requests on another runtime
 * @param words requirements that name one version each, e.g. {@code rich==13.7.1}; a version that
 *     is not here yet is fetched, the one that was active is kept. A name and its version may be
 *     two words: {@code numpy}, {@code 1.26.4}; with a language's id that means its runtime
 */
public record SwapRequest(
    String environment,
    List<String> runtimes,
    List<String> words,
    Sourcing sourcing,
    boolean dryRun) {
  public SwapRequest {
    runtimes = List.copyOf(runtimes);
    words = List.copyOf(words);
  }
}
