package org.omnipkg.engine.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Layout;

/** The languages a flow works with, each leased when it is first needed, for the flow's time. */
final class Leases implements AutoCloseable {
  private final Languages languages;
  private final Map<String, Languages.Lease<Ecosystem>> leases = new LinkedHashMap<>();

  Leases(Languages languages) {
    this.languages = languages;
  }

  Ecosystem of(String language) {
    return leases.computeIfAbsent(language, languages::ecosystem).service();
  }

  Layout layout(String language) {
    return of(language).layout();
  }

  @Override
  public void close() {
    leases.values().forEach(Languages.Lease::close);
    leases.clear();
  }
}
