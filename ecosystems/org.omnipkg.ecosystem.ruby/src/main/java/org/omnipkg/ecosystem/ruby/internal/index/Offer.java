package org.omnipkg.ecosystem.ruby.internal.index;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.omnipkg.ecosystem.ruby.internal.spec.GemSpec;

/**
 * One gem's file as a source offers it.
 *
 * @param platform empty for gems that run everywhere
 * @param needs what it needs to run
 * @param sha256 of the file; empty when the source states none
 */
record Offer(
    String version,
    String platform,
    List<GemSpec.Need> needs,
    String requiredRuby,
    String requiredRubygems,
    String sha256,
    URI location,
    Optional<Instant> published) {
  Offer {
    needs = List.copyOf(needs);
  }

  static Offer of(GemSpec spec, String sha256, URI location) {
    return new Offer(
        spec.version(),
        spec.platform(),
        spec.needs().stream().filter(GemSpec.Need::running).toList(),
        spec.requiredRuby(),
        spec.requiredRubygems(),
        sha256,
        location,
        Optional.empty());
  }
}
